import amdModule from 'amd-module';

/* global __webpack_public_path__ -- rspack's own name for where chunks are loaded from */
const { uri } = amdModule;
__webpack_public_path__ = uri ? uri.slice(0, uri.lastIndexOf('/') + 1) : FALLBACK_PUBLIC_PATH;
