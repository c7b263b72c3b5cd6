import { Route, Routes } from 'react-router-dom';
import { StartPage } from './start/StartPage.tsx';

/** The app's pages by path, below `/a/nightjar-ml-app`. */
export default function App() {
  return (
    <Routes>
      <Route path="*" element={<StartPage />} />
    </Routes>
  );
}
