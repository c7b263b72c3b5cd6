import { useTheme2 } from '@grafana/ui';

/** Nightjar's mark: a level line and the one peak that does not belong. */
export function Mark() {
  const theme = useTheme2();
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path
        d="M2 15c2 0 2-3 4-3s2 3 4 3 1.5-10 3-10 1.5 10 3 10 2-3 3.5-3 1.5 1.5 2.5 1.5"
        stroke={theme.colors.primary.text}
        strokeLinejoin="round"
      />
      <circle cx="13" cy="5" r="2.5" fill={theme.colors.error.main} />
    </svg>
  );
}
