import { Route, Routes } from 'react-router-dom';
import { MonitorPage } from './detail/MonitorPage.tsx';
import { MonitorFormPage } from './form/MonitorFormPage.tsx';
import { NewMonitorPage } from './form/NewMonitorPage.tsx';
import { MonitorsPage } from './list/MonitorsPage.tsx';
import { RulesPage } from './rules/RulesPage.tsx';

/** The monitors' pages, below `/monitors`. */
export function MonitorsRoutes() {
  return (
    <Routes>
      <Route path="new" element={<NewMonitorPage />} />
      <Route path=":id/edit" element={<MonitorFormPage mode="edit" />} />
      <Route path=":id/copy" element={<MonitorFormPage mode="copy" />} />
      <Route path="suppressions" element={<RulesPage />} />
      <Route path=":id" element={<MonitorPage />} />
      <Route path="*" element={<MonitorsPage />} />
    </Routes>
  );
}
