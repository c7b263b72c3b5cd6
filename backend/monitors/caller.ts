/** Who changes something, as the door knows them. */
export interface Caller {
  readonly login: string;
  readonly role: 'Viewer' | 'Editor' | 'Admin';
}
