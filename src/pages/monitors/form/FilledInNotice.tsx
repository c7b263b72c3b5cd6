import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Alert } from '@grafana/ui';
import { variablesLeft } from '../../../extensions/watched-targets.ts';
import type { NightjarSource } from '../../source/load-datasource.ts';
import { filledWords } from './words.ts';

/** Where a form that was opened filled in has its queries from, and what of them needs a look. Nothing where it was not. */
export function FilledInNotice({ datasource }: { readonly datasource: NightjarSource }) {
  const [search] = useSearchParams();
  const [isClosed, setClosed] = useState(false);
  const source = search.get('source');
  if (isClosed || (source !== 'panel' && source !== 'explore')) {
    return null;
  }
  const left = [...new Set(search.getAll('expr').flatMap(variablesLeft))];
  return (
    <Alert
      severity={left.length > 0 ? 'warning' : 'info'}
      title={source === 'panel' ? filledWords.panel(search.get('name') ?? '') : filledWords.explore()}
      onRemove={() => setClosed(true)}
    >
      {left.length > 0 && <p>{filledWords.left(left.map((name) => `$${name}`).join(', '))}</p>}
      {source === 'panel' && <p>{filledWords.values()}</p>}
      {!search.has('ds') && <p>{filledWords.source(datasource.name)}</p>}
    </Alert>
  );
}
