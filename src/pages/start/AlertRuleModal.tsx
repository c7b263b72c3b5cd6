import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Button, ClipboardButton, Modal, useStyles2 } from '@grafana/ui';
import type { QueryDraft } from '../../ui/query/query-draft.ts';
import { alertRuleYaml, alertThreshold } from './alert-rule.ts';
import { alertWords } from './words.ts';

export interface AlertRuleModalProps {
  readonly datasourceUid: string;
  readonly query: QueryDraft;
  readonly onClose: () => void;
}

/** The query as an alert rule, to read and to copy. */
export function AlertRuleModal({ datasourceUid, query, onClose }: AlertRuleModalProps) {
  const styles = useStyles2(getStyles);
  const title = alertWords.ruleTitle(query.expr.slice(0, 120));
  const yaml = alertRuleYaml({
    datasourceUid,
    query,
    title,
    summary: alertWords.summary(),
    orgId: config.bootData.user.orgId,
  });
  return (
    <Modal isOpen title={alertWords.title()} onDismiss={onClose}>
      <p>{alertWords.explain(String(alertThreshold(query)))}</p>
      <p>{alertWords.steps()}</p>
      <pre className={styles.yaml} tabIndex={0} aria-label={alertWords.yaml()}>
        {yaml}
      </pre>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          {alertWords.close()}
        </Button>
        <ClipboardButton icon="copy" variant="primary" getText={() => yaml}>
          {alertWords.copy()}
        </ClipboardButton>
      </Modal.ButtonRow>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  yaml: css({ maxHeight: '45vh', overflow: 'auto', fontSize: theme.typography.bodySmall.fontSize }),
});
