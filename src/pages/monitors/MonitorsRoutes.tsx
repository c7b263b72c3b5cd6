import { Route, Routes } from 'react-router-dom';
import { MonitorsPage } from './list/MonitorsPage.tsx';

/** The monitors' pages, below `/monitors`. */
export function MonitorsRoutes() {
  return (
    <Routes>
      <Route path="*" element={<MonitorsPage />} />
    </Routes>
  );
}
