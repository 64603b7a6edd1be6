// node convert-centernet.mjs <centernet.json> <model.onnx>
// Turns the CenterNet of the npm package @vladmandic/human, a TensorFlow.js graph model, into ONNX. Taken are its heat
// map and box sizes; the graph's own peak search is left behind, for the decoder reads more out of the whole map.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readGraphModel } from './graph-model.mjs';
import { OnnxGraph } from './onnx-graph.mjs';
import { operators } from './operators.mjs';

const INPUT = 'tower_0/images';
const OUTPUTS = { heat: 'tower_0/keypoints', size: 'tower_0/wh' };

const [source, target] = process.argv.slice(2);
const { nodes, weights } = readGraphModel(source);
const graph = new OnnxGraph();
const translated = new Map([[INPUT, 'image']]);

const translation = {
  graph,
  weight: name => weights.get(name) ?? fail(`${name} is not a weight.`),
  tensor: name => {
    if (!translated.has(name)) {
      translated.set(name, translate(nodes.get(name) ?? fail(`There is no node ${name}.`)));
    }
    return translated.get(name);
  },
};

for (const [output, node] of Object.entries(OUTPUTS)) {
  graph.add('Identity', [translation.tensor(node)], {}, output);
}
mkdirSync(dirname(target), { recursive: true });
graph.write(target, {
  producer: 'centernet-coco',
  inputs: { image: [1, 3, 'height', 'width'] },
  outputs: { heat: [1, 80, 'rows', 'columns'], size: [1, 4, 'rows', 'columns'] },
});

function translate(node) {
  if (node.op === 'Const') {
    const { shape, values } = weights.get(node.name);
    return graph.constant(values, shape);
  }
  const operator = operators[node.op] ?? fail(`Operator ${node.op} (${node.name}) is not known here.`);
  return operator(node, translation);
}

function fail(reason) { throw new Error(reason); }
