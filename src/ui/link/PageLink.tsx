import type { MouseEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { LinkButton } from '@grafana/ui';
import type { ButtonVariant, ComponentSize, IconName } from '@grafana/ui';

export interface PageLinkProps {
  /** Path of a page of this app, with its query. */
  readonly href: string;
  readonly icon?: IconName;
  readonly variant?: ButtonVariant;
  readonly size?: ComponentSize;
  readonly children: ReactNode;
}

/** A link to another page that looks like a button: the page changes without being loaded anew, and it opens in a new tab like any link. */
export function PageLink({ href, icon, variant, size, children }: PageLinkProps) {
  const navigate = useNavigate();
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    navigate(href);
  };
  return (
    <LinkButton href={href} icon={icon} variant={variant} size={size} onClick={go}>
      {children}
    </LinkButton>
  );
}
