import { readFileSync, readdirSync } from 'node:fs';

/** Processor time a process has used so far, in ms, by Linux's account of its threads; unlike the clock's, other work hardly moves it. */
export function processorTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => {
    const [nanoseconds] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}
