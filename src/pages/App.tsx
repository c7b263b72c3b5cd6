import { Route, Routes } from 'react-router-dom';
import { DetectionsPage } from './detections/DetectionsPage.tsx';
import { ForecastsRoutes } from './forecasts/ForecastsRoutes.tsx';
import { IncidentsRoutes } from './incidents/IncidentsRoutes.tsx';
import { ModelsPage } from './models/ModelsPage.tsx';
import { MonitorsRoutes } from './monitors/MonitorsRoutes.tsx';
import { OverviewPage } from './overview/OverviewPage.tsx';
import { RecommendationsPage } from './recommendations/RecommendationsPage.tsx';
import { StartPage } from './start/StartPage.tsx';

/** The app's pages by path, below `/a/nightjar-ml-app`. */
export default function App() {
  return (
    <Routes>
      <Route path="overview" element={<OverviewPage />} />
      <Route path="monitors/*" element={<MonitorsRoutes />} />
      <Route path="detections" element={<DetectionsPage />} />
      <Route path="forecasts/*" element={<ForecastsRoutes />} />
      <Route path="incidents/*" element={<IncidentsRoutes />} />
      <Route path="recommendations" element={<RecommendationsPage />} />
      <Route path="models" element={<ModelsPage />} />
      <Route path="*" element={<StartPage />} />
    </Routes>
  );
}
