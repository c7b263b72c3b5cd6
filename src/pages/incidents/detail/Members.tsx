import { useMemo, useState } from 'react';
import { Button, ConfirmModal } from '@grafana/ui';
import type { AlertRecord } from '../../../api/incidents.ts';
import { Section } from '../../../ui/section/Section.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { MemberRow } from './MemberRow.tsx';
import { actionWords, memberWords } from './words.ts';

export interface MembersProps {
  readonly members: readonly AlertRecord[];
  readonly mayAct: boolean;
  readonly onSplit: (alerts: readonly string[]) => void;
}

const PAGE = 50;

/** The alerts of an incident and why each is there; chosen ones can be split off. */
export function Members({ members, mayAct, onSplit }: MembersProps) {
  const [most, setMost] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  // Those that fire come first; then the first to fire.
  const sorted = useMemo(
    () => members.toSorted((a, b) => Number(a.end !== null) - Number(b.end !== null) || a.start - b.start),
    [members]
  );
  const picked = members.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      if (isChosen) {
        next.add(id);
      } else {
        next.delete(id);
      }
      return next;
    });
  return (
    <Section
      title={memberWords.title(members.length)}
      actions={
        mayAct &&
        picked.length > 0 && (
          <Button
            size="sm"
            variant="secondary"
            icon="code-branch"
            disabled={picked.length === members.length}
            onClick={() => setAsking(true)}
          >
            {actionWords.split(picked.length)}
          </Button>
        )
      }
    >
      <DataTable
        name={memberWords.table()}
        headings={[
          ...(mayAct ? [null] : []),
          memberWords.severity(),
          memberWords.alert(),
          memberWords.start(),
          memberWords.state(),
          memberWords.value(),
          memberWords.why(),
          null,
        ]}
      >
        {sorted.slice(0, most).map((alert) => (
          <MemberRow
            key={alert.id}
            alert={alert}
            chosen={mayAct ? chosen.has(alert.id) : null}
            onChoose={(isChosen) => choose(alert.id, isChosen)}
          />
        ))}
      </DataTable>
      {sorted.length > most && (
        <div>
          <Button variant="secondary" icon="angle-down" onClick={() => setMost(most + PAGE)}>
            {memberWords.more(Math.min(PAGE, sorted.length - most))}
          </Button>
        </div>
      )}
      <ConfirmModal
        isOpen={isAsking}
        title={actionWords.splitTitle()}
        body={actionWords.splitBody(picked.length)}
        confirmText={actionWords.split(picked.length)}
        confirmButtonVariant="primary"
        onConfirm={() => {
          setAsking(false);
          setChosen(new Set());
          onSplit(picked);
        }}
        onDismiss={() => setAsking(false)}
      />
    </Section>
  );
}
