import './boot-data.ts';
import 'uplot/dist/uPlot.min.css';
import './console.css';
import { initPluginTranslations } from '@grafana/i18n';
import { once } from 'lodash';
import { createRoot } from 'react-dom/client';
import { Console } from './Console.tsx';
import { createEngineFetch } from './engine/engine-fetch.ts';
import { createTokenQuestions } from './engine/token-questions.ts';
import { createTokenKeeper } from './engine/token.ts';
import { fillRegistries } from './field-config-registries.ts';
import { installHostServices } from './host-services.ts';
import { loadDataSource, readDataSourceSettings } from './plugins/load-datasource.ts';
import { shareModules } from './plugins/share-modules.ts';

/** Puts Grafana's services in place, loads the datasource and draws the page; the panel and the app load when shown. */
async function start(root: HTMLElement): Promise<void> {
  const questions = createTokenQuestions();
  const tokens = createTokenKeeper(window.sessionStorage, questions.ask);
  const engineFetch = createEngineFetch((path, init) => fetch(path, init), tokens);
  fillRegistries();
  shareModules();
  const settings = await readDataSourceSettings();
  const load = once(() => loadDataSource(settings));
  const services = installHostServices(engineFetch, settings, load);
  await initPluginTranslations('nightjar-console');
  createRoot(root).render(<Console dataSource={await load()} services={services} questions={questions} />);
}

const root = document.getElementById('console');
if (root) {
  start(root).catch((error: unknown) => {
    root.textContent = error instanceof Error ? error.message : String(error);
    throw error;
  });
}
