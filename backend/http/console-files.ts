import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

const MISSING = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Nightjar</title></head>
<body><h1>Nightjar runs</h1>
<p>Its page is not built yet: run <code>npm run build</code> in the checkout and reload. The API is there already:
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p></body></html>`;

/** The console page of a folder: its files, compressed ones where the browser takes them, and `index.html` for every other path. */
export function consoleFiles(folder: string): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' });
    next();
  });
  router.use((request, response, next) => void preferCompressed(folder, request, response).then(next, next));
  router.use(express.static(folder, { index: false, etag: true, redirect: false, dotfiles: 'ignore' }));
  router.get('/*path', (request, response, next) => sendPage(folder, request, response, next));
  router.get('/', (request, response, next) => sendPage(folder, request, response, next));
  return router;
}

/** Turns the request to the `.gz` file that the build has put beside larger ones. */
async function preferCompressed(folder: string, request: Request, response: Response): Promise<void> {
  if (request.method !== 'GET' || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    return;
  }
  const path = decodeURIComponent(request.path);
  if (path.includes('..') || path.includes('\0') || !/\.\w+$/.test(path)) {
    return;
  }
  const compressed = await stat(join(folder, `${path}.gz`)).catch(() => null);
  if (compressed?.isFile()) {
    response.type(path.slice(path.lastIndexOf('.')));
    response.set({ 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
    request.url = request.url.replace(request.path, `${request.path}.gz`);
  }
}

function sendPage(folder: string, request: Request, response: Response, next: NextFunction): void {
  if (/\.\w+$/.test(request.path) || request.path.startsWith('/api/')) {
    next();
    return;
  }
  if (existsSync(join(folder, 'index.html'))) {
    response.sendFile('index.html', { root: folder, cacheControl: false });
  } else {
    response.status(503).type('html').send(MISSING);
  }
}
