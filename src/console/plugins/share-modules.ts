import { SHARED_PACKAGES } from './shared-modules.ts';

/** Hands this page's own copies of the shared packages to the plugins, as Grafana's loader does. */
export function shareModules(): void {
  const imports: Record<string, string> = {};
  for (const [name, module] of Object.entries(SHARED_PACKAGES)) {
    imports[name] = `package:${name}`;
    System.set(imports[name], module);
  }
  System.addImportMap({ imports });
}
