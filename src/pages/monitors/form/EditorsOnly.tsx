import type { ReactNode } from 'react';
import { Alert } from '@grafana/ui';
import type { ResourceSender } from '../../../api/request.ts';
import { PlainMessage } from '../../../ui/message/PlainMessage.tsx';
import { mayAs, useRole } from '../../source/use-role.ts';
import { sourceWords } from '../../source/words.ts';
import { formWords } from './words.ts';

export interface EditorsOnlyProps {
  readonly datasource: ResourceSender;
  readonly children: ReactNode;
}

/** What only editors may do; others are told so. */
export function EditorsOnly({ datasource, children }: EditorsOnlyProps) {
  const role = useRole(datasource);
  if (role === null) {
    return <PlainMessage icon="spinner" title={formWords.loading()} />;
  }
  return mayAs(role, 'Editor') ? children : <Alert severity="info" title={sourceWords.viewer(formWords.viewer())} />;
}
