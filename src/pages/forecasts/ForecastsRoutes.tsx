import { Route, Routes } from 'react-router-dom';
import { AskPage } from './ask/AskPage.tsx';
import { WatchedPage } from './detail/WatchedPage.tsx';
import { ForecastsPage } from './list/ForecastsPage.tsx';

/** The forecasts' pages, below `/forecasts`. */
export function ForecastsRoutes() {
  return (
    <Routes>
      <Route path="query" element={<AskPage />} />
      <Route path="monitor/:id" element={<WatchedPage />} />
      <Route path="*" element={<ForecastsPage />} />
    </Routes>
  );
}
