import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { ListFilter, SortKey } from './list-filter.ts';
import { listWords } from './words.ts';

export interface SortHeaderProps {
  readonly name: SortKey;
  readonly filter: ListFilter;
  readonly onChange: (part: Partial<ListFilter>) => void;
}

/** Columns whose largest values are looked for first. */
const LARGEST_FIRST: readonly SortKey[] = ['score', 'detections', 'cost', 'updated'];

/** A column's head that sorts by it, and the other way when it does already. */
export function SortHeader({ name, filter: { sort, descending }, onChange }: SortHeaderProps) {
  const styles = useStyles2(getStyles);
  const isSorted = sort === name;
  const next = isSorted ? !descending : LARGEST_FIRST.includes(name);
  return (
    <th scope="col" aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.button} onClick={() => onChange({ sort: name, descending: next })}>
        {listWords.columns[name]()}
        {isSorted && <Icon name={descending ? 'arrow-down' : 'arrow-up'} size="sm" />}
      </button>
    </th>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 'none',
    background: 'transparent',
    fontWeight: 'inherit',
    whiteSpace: 'nowrap',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
