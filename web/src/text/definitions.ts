// Every definition by its name, in the language that is spoken.
import { outcomeDefinitions } from "./define_outcomes";
import { pipelineDefinitions } from "./define_pipeline";
import { processDefinitions } from "./define_process";
import { winnersDefinitions } from "./define_winners";
import { speech } from "./words.svelte";

const all = { ...outcomeDefinitions, ...processDefinitions, ...pipelineDefinitions, ...winnersDefinitions };
export type DefinitionId = keyof typeof all;

export const definition = (id: DefinitionId) => all[id][speech.lang];
