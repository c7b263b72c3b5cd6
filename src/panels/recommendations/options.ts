/** The panel's options as a dashboard stores them. */
export interface RecommendationsOptions {
  readonly look: 'cards' | 'table';
  /** The first of them by priority; 0 for all. */
  readonly most: number;
  /** Those alone that wait for a decision, are accepted, or done. */
  readonly onlyCurrent: boolean;
}

export const DEFAULT_OPTIONS: RecommendationsOptions = { look: 'cards', most: 0, onlyCurrent: true };
