import { z } from 'zod';
import { monitorYaml } from '../../monitors/api-records.ts';
import { monitorFileSchema } from '../../monitors/files/monitor-file.ts';
import { readMonitorFile } from '../../monitors/files/read-monitor-file.ts';
import { writeMonitorFile } from '../../monitors/files/write-monitor-file.ts';
import { defineRoute } from '../route.ts';
import { defineMonitorRoute } from './local-or-remote.ts';

export const monitorYamlRoute = defineMonitorRoute({
  method: 'get',
  path: '/monitors/:id/yaml',
  summary: 'A monitor as a YAML file.',
  role: 'Viewer',
  params: z.object({ id: z.string().min(1).max(100) }),
  reply: monitorYaml,
  async handle({ params: { id } }, { monitors, owner }) {
    const { spec } = await monitors.get(owner, id);
    return { yaml: writeMonitorFile([spec], owner) };
  },
});

export const checkMonitorsRoute = defineRoute({
  method: 'post',
  path: '/monitors/check',
  summary: 'Checks the text of a YAML file of monitors, as `nightjar check` does.',
  role: 'Viewer',
  body: z.strictObject({ yaml: z.string().max(5_000_000) }),
  reply: z.object({
    monitors: z.number(),
    problems: z.array(
      z.object({ file: z.string(), line: z.number(), column: z.number(), field: z.string(), message: z.string() })
    ),
  }),
  handle({ body: { yaml } }) {
    const { content, problems } = readMonitorFile('monitors.yaml', yaml);
    return { monitors: content?.monitors.length ?? 0, problems: [...problems] };
  },
});

export const monitorSchemaRoute = defineRoute({
  method: 'get',
  path: '/monitors/schema',
  summary: 'The JSON Schema of YAML files of monitors.',
  role: 'Viewer',
  reply: z.record(z.string(), z.unknown()),
  handle: () => monitorFileSchema(),
});
