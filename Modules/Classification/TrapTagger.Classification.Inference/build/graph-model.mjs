// Reads a TensorFlow.js graph model: its nodes by name, and its weights as plain numbers.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @returns {{ nodes: Map<string, object>, weights: Map<string, { shape: number[], values: number[] }> }} */
export function readGraphModel(path) {
  const model = JSON.parse(readFileSync(path, 'utf8'));
  const nodes = new Map(model.modelTopology.node.map(node => [node.name, node]));
  const weights = new Map();

  for (const group of model.weightsManifest) {
    const bytes = Buffer.concat(group.paths.map(file => readFileSync(join(dirname(path), file))));
    let offset = 0;
    for (const { name, shape, dtype, quantization } of group.weights) {
      const count = shape.reduce((product, side) => product * side, 1);
      const { size, read } = stored(quantization?.dtype ?? dtype);
      const values = Array.from({ length: count }, (_, i) => read(bytes, offset + i * size));
      weights.set(name, { shape, values });
      offset += count * size;
    }
  }
  return { nodes, weights };
}

function stored(type) {
  switch (type) {
    case 'float32': return { size: 4, read: (bytes, at) => bytes.readFloatLE(at) };
    case 'int32': return { size: 4, read: (bytes, at) => bytes.readInt32LE(at) };
    case 'float16': return { size: 2, read: (bytes, at) => half(bytes.readUInt16LE(at)) };
    default: throw new Error(`Weights stored as ${type} are not known here.`);
  }
}

/** IEEE 754 half precision; trained weights hold neither infinities nor NaN. */
function half(bits) {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
