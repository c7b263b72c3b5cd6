import type { DetectorChoice } from '../../../contract/detection.ts';
import type { Detector, FittedModel, GroupScores, Plain, SeriesGroup } from '../detector.ts';
import { lookBack } from '../look-back.ts';
import { firstState, scoreMember } from '../member.ts';
import type { Member, MemberState } from '../member.ts';
import { choiceWindow } from './choice-window.ts';
import { choose, memberOf } from './choose.ts';
import { withChoice } from './explain.ts';
import { autoSettings } from './settings.ts';
import type { AutoSettings } from './settings.ts';
import { INCUMBENT, everyCandidate } from './shortlist.ts';

/** What a fitted `auto` holds: the chosen detector's model, whose state stands in auto's own. */
type AutoParameters = { readonly shared: AutoSettings; readonly inner: FittedModel };

/**
 * `auto`: chooses one of the detectors `known` for each series, by the series' character and by held-out history with injected anomalies
 * (./choose.ts), anew every week. Until a choice is made `seasonal` answers. Scores are those of the chosen detector.
 */
export function autoOf(known: readonly Detector[]): Detector<AutoSettings> {
  const candidates = everyCandidate(known.map(({ id }) => id));
  const detectorOf = (id: string): Detector => {
    const found = known.find((one) => one.id === id);
    if (!found) {
      throw new RangeError(`'auto' cannot choose '${id}': it is not registered.`);
    }
    return found;
  };
  const memberFor = (id: string, shared: AutoSettings): Member => memberOf(detectorOf(id), shared);
  return {
    id: 'auto',
    name: 'Auto',
    summary:
      'Chooses the detector that suits each series, by trying a few on its own history; Seasonal answers until then. Take it unless you know better.',
    runs: 'typescript',
    exports: false,
    schema: autoSettings,
    streams: true,
    isJoint: () => false,
    lookback: (settings) =>
      Math.max(
        ...candidates.map((id) => {
          const { detector, settings: own } = memberFor(id, settings);
          return detector.lookback(own);
        })
      ),
    provisional: (settings) => memberFor(INCUMBENT, settings),

    async fit(groups, settings, seed, kin): Promise<FittedModel[]> {
      const choices = await Promise.all(
        groups.map((group, g) => standing(kin?.[g] ?? [], group) ?? choose(known, group, settings, seed))
      );
      const models = new Array<FittedModel>(groups.length);
      for (const id of new Set(choices.map(({ detector }) => detector))) {
        const members = [...groups.keys()].filter((g) => choices[g].detector === id);
        const { detector, settings: own } = memberFor(id, settings);
        const fitted = await detector.fit(
          members.map((g) => groups[g]),
          own,
          seed
        );
        members.forEach((g, i) => {
          models[g] = modelOf(choices[g], fitted[i], settings);
        });
      }
      return models;
    },

    async score(models, states, windows, isHandedOver): Promise<GroupScores[]> {
      return await Promise.all(
        windows.map(async (window, w) => {
          const { shared, inner } = parametersOf(models[w]);
          const from = (states[w] ?? models[w].state) as unknown as MemberState;
          const member = memberFor(inner.detector, shared);
          const isOwn = isHandedOver === true && states[w] !== null;
          const { series, after } = await scoreMember(member, inner, from, window, isOwn);
          return { series, state: after };
        })
      );
    },

    async scoreRange(windows, settings, seed): Promise<GroupScores[]> {
      return await Promise.all(
        windows.map(async (window) => {
          const { detector } = await choose(known, window, settings, seed);
          const member = memberFor(detector, settings);
          return await lookBack(member.detector, window, member.settings, seed);
        })
      );
    },

    explain(model, window, scores, seriesIndex, index) {
      const { inner } = parametersOf(model);
      const explanation = detectorOf(inner.detector).explain(inner, window, scores, seriesIndex, index);
      return model.choice ? withChoice(explanation, model.choice) : explanation;
    },
  };
}

function parametersOf(model: FittedModel): AutoParameters {
  return model.parameters as unknown as AutoParameters;
}

function modelOf(choice: DetectorChoice, fitted: FittedModel, shared: AutoSettings): FittedModel {
  const parameters: AutoParameters = { shared, inner: { ...fitted, state: null } };
  return {
    detector: 'auto',
    trained: fitted.trained,
    choice,
    parameters: parameters as unknown as Plain,
    state: firstState(fitted),
  };
}

/** A choice that a model of the same series made in the same week, on the same history. */
function standing(kin: readonly FittedModel[], group: SeriesGroup): DetectorChoice | undefined {
  const { from, at } = choiceWindow(group);
  return kin.find(({ choice }) => choice && choice.from === from && choice.at === at)?.choice;
}
