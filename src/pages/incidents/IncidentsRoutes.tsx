import { Route, Routes } from 'react-router-dom';
import { IncidentPage } from './detail/IncidentPage.tsx';
import { IncidentsPage } from './list/IncidentsPage.tsx';
import { MaintenancePage } from './maintenance/MaintenancePage.tsx';
import { OptionsPage } from './options/OptionsPage.tsx';

/** The incidents' pages, below `/incidents`. */
export function IncidentsRoutes() {
  return (
    <Routes>
      <Route path="maintenance" element={<MaintenancePage />} />
      <Route path="options" element={<OptionsPage />} />
      <Route path=":id" element={<IncidentPage />} />
      <Route path="*" element={<IncidentsPage />} />
    </Routes>
  );
}
