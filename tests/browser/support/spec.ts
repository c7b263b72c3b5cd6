import type { Page } from 'playwright-core';
import type { Stack } from './stack.ts';

export interface OpenOptions {
  /** Address of the engine; the healthy one of the stack unless told otherwise. */
  readonly engine?: string;
  readonly theme?: 'dark' | 'light';
  readonly size?: { readonly width: number; readonly height: number };
  /** Called before the page asks for anything: to answer some of its requests, say. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** Problems this page is meant to have: texts of console errors or failed requests that match are no failure. */
  readonly expectProblems?: readonly RegExp[];
}

export interface SpecTools {
  readonly stack: Stack;
  /** Opens a path of the console in a page of its own, watched for console errors and failed requests. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

export interface Spec {
  readonly name: string;
  run(tools: SpecTools): Promise<void>;
}

const specs: Spec[] = [];

/** Registers a browser test; the runner runs them in the order of registration. */
export function spec(name: string, run: Spec['run']): void {
  specs.push({ name, run });
}

export function registeredSpecs(): readonly Spec[] {
  return specs;
}
