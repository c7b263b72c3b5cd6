import { Alert } from '@grafana/ui';
import { sourceWords } from '../../source/words.ts';
import { BacktestPane } from '../backtest/BacktestPane.tsx';
import { backtestWords } from '../backtest/words.ts';
import type { TabProps } from './DetailTabs.tsx';

/** The monitor as it is, run over history. */
export function BacktestTab({ datasource, monitor, mayChange }: TabProps) {
  return mayChange ? (
    <BacktestPane datasource={datasource} spec={monitor.spec} monitor={monitor.id} />
  ) : (
    <Alert severity="info" title={sourceWords.viewer(backtestWords.viewer())} />
  );
}
