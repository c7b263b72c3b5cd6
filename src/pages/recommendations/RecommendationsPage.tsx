import { css } from '@emotion/css';
import { useCallback, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Combobox, InlineField, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { RECOMMENDATION_CATEGORIES } from '../../../contract/recommendations.ts';
import { analyse, readRecommendations } from '../../api/recommendations.ts';
import type { ResourceSender } from '../../api/request.ts';
import { errorMessage } from '../../ui/error-message.ts';
import { PlainMessage } from '../../ui/message/PlainMessage.tsx';
import { RecommendationCards } from '../../ui/recommendations/RecommendationCards.tsx';
import { categoryNames } from '../../ui/recommendations/words.ts';
import { useLive } from '../../ui/use-live.ts';
import type { NightjarSource } from '../source/load-datasource.ts';
import { SourcePage } from '../source/SourcePage.tsx';
import { mayAs, useRole } from '../source/use-role.ts';
import { sourceWords } from '../source/words.ts';
import { DeedButtons } from './DeedButtons.tsx';
import { queryOf, readFilter, SHOWN, writeFilter } from './recommendation-filter.ts';
import type { RecommendationFilter } from './recommendation-filter.ts';
import { RecommendationDrawer } from './RecommendationDrawer.tsx';
import { useDecisions } from './use-decisions.ts';
import { pageWords, shownNames } from './words.ts';

const REFRESH_MS = 60_000;

/** What to change, and what became of it. */
export function RecommendationsPage() {
  return (
    <SourcePage subTitle={pageWords.subtitle()} keepsAddress>
      {(datasource) => <Recommendations datasource={datasource} />}
    </SourcePage>
  );
}

function Recommendations({ datasource }: { readonly datasource: NightjarSource }) {
  const styles = useStyles2(getStyles);
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  const filter = readFilter(search);
  const { shown, category } = filter;
  const read = useCallback(
    (source: ResourceSender) => readRecommendations(source, queryOf({ shown, category })),
    [shown, category]
  );
  const list = useLive(datasource, read, REFRESH_MS);
  const [changes, setChanges] = useState(0);
  const { refresh } = list;
  const changed = useCallback(() => {
    setChanges((count) => count + 1);
    refresh();
  }, [refresh]);
  const decisions = useDecisions(datasource, changed);
  const role = useRole(datasource);
  const mayDecide = mayAs(role, 'Editor');
  const change = (part: Partial<RecommendationFilter>) =>
    setSearch((now) => writeFilter(now, { ...filter, ...part }), { replace: true });
  const opened = search.get('recommendation');
  const close = () =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete('recommendation');
        return next;
      },
      { replace: true }
    );
  // Opened over the list as it is filtered.
  const hrefOf = (id: string) => {
    const next = new URLSearchParams(search);
    next.set('recommendation', id);
    return `${pathname}?${next.toString()}`;
  };
  const found = list.value;
  return (
    <>
      <div role="group" aria-label={pageWords.filter()} className={styles.bar}>
        <div className={styles.states}>
          <RadioButtonGroup
            aria-label={pageWords.state()}
            options={SHOWN.map((value) => ({ value, label: shownNames[value]() }))}
            value={shown}
            onChange={(next) => change({ shown: next })}
          />
        </div>
        <InlineField label={pageWords.category()} htmlFor="nightjar-recommendations-category" className={styles.field}>
          <Combobox
            id="nightjar-recommendations-category"
            width={24}
            options={[
              { value: '' as const, label: pageWords.anyCategory() },
              ...RECOMMENDATION_CATEGORIES.map((value) => ({ value, label: categoryNames[value]() })),
            ]}
            value={category}
            onChange={({ value }) => change({ category: value })}
          />
        </InlineField>
        {mayDecide && <AnalyseButton datasource={datasource} onDone={changed} />}
      </div>
      {role !== null && !mayDecide && <Alert severity="info" title={sourceWords.viewer(pageWords.viewer())} />}
      {decisions.failure !== null && opened === null && <Alert severity="error" title={decisions.failure} />}
      {list.error !== null && found && <Alert severity="warning" title={pageWords.stale(errorMessage(list.error))} />}
      {list.error !== null && !found && (
        <Alert severity="error" title={pageWords.failed()}>
          <p>{errorMessage(list.error)}</p>
          <Button variant="secondary" icon="sync" onClick={refresh}>
            {pageWords.retry()}
          </Button>
        </Alert>
      )}
      {!found && list.error === null && <PlainMessage icon="spinner" title={pageWords.loading()} />}
      {found?.length === 0 &&
        (shown === 'pending' && category === '' ? (
          <PlainMessage icon="check-circle" title={pageWords.none()}>
            {pageWords.noneHelp()}
          </PlainMessage>
        ) : (
          <PlainMessage icon="filter" title={pageWords.noMatch()}>
            <Button variant="secondary" icon="times" onClick={() => change({ shown: 'pending', category: '' })}>
              {pageWords.clear()}
            </Button>
          </PlainMessage>
        ))}
      {found && found.length > 0 && (
        <>
          <span role="status" className={styles.count}>
            {pageWords.count(found.length)}
          </span>
          <RecommendationCards
            ds={datasource.uid}
            recommendations={found}
            hrefOf={hrefOf}
            renderActions={mayDecide ? (one) => <DeedButtons recommendation={one} decisions={decisions} /> : undefined}
          />
        </>
      )}
      {opened !== null && (
        <RecommendationDrawer
          datasource={datasource}
          id={opened}
          decisions={decisions}
          mayDecide={mayDecide}
          changes={changes}
          onClose={close}
        />
      )}
    </>
  );
}

interface AnalyseButtonProps {
  readonly datasource: ResourceSender;
  readonly onDone: () => void;
}

/** Looks for recommendations now, and says how that went. */
function AnalyseButton({ datasource, onDone }: AnalyseButtonProps) {
  const styles = useStyles2(getStyles);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly failed: boolean; readonly text: string } | null>(null);
  const look = async () => {
    setBusy(true);
    setSaid(null);
    try {
      const found = await analyse(datasource);
      const pending = found.filter(({ state }) => state === 'pending').length;
      setSaid({ failed: false, text: pageWords.analysed(pending) });
      onDone();
    } catch (error) {
      setSaid({ failed: true, text: pageWords.actionFailed(errorMessage(error)) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="secondary" icon={isBusy ? 'spinner' : 'search'} disabled={isBusy} onClick={() => void look()}>
        {isBusy ? pageWords.analysing() : pageWords.analyse()}
      </Button>
      <span role="status" className={said?.failed ? styles.bad : styles.count}>
        {said?.text}
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  field: css({ margin: 0 }),
  states: css({ maxWidth: '100%', overflowX: 'auto' }),
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  bad: css({ color: theme.colors.error.text, fontSize: theme.typography.bodySmall.fontSize }),
});
