// Collects nodes and constants of an ONNX graph and writes them as one file.

import { writeFileSync } from 'node:fs';
import proto from 'onnx-proto';

const { ModelProto, TensorProto, AttributeProto } = proto.onnx;
const { FLOAT } = TensorProto.DataType;
const { INT, INTS, STRING } = AttributeProto.AttributeType;

/** Opset 13: the oldest that has every operator used here as it is today, so any recent runtime reads the file. */
const OPSET = 13;
const IR_VERSION = 7;

export class OnnxGraph {
  #nodes = [];
  #constants = [];

  /** Adds an operator. @returns {string} the name of its output */
  add(opType, input, attributes = {}, output = `t${this.#nodes.length}`) {
    const attribute = Object.entries(attributes).map(([name, value]) => typed(name, value));
    this.#nodes.push({ name: output, opType, input, output: [output], attribute });
    return output;
  }

  /** Adds float constants. @returns {string} their name */
  constant(values, dims) {
    const name = `c${this.#constants.length}`;
    this.#constants.push({ name, dims, dataType: FLOAT, rawData: Buffer.from(Float32Array.from(values).buffer) });
    return name;
  }

  /** @param {{ inputs: object, outputs: object, producer: string }} description inputs and outputs: name to shape,
   *  a number for a fixed side and a word for one the caller chooses */
  write(path, { inputs, outputs, producer }) {
    const graph = {
      name: producer, node: this.#nodes, initializer: this.#constants, input: values(inputs), output: values(outputs),
    };
    const opsetImport = [{ domain: '', version: OPSET }];
    const model = ModelProto.create({ irVersion: IR_VERSION, opsetImport, producerName: producer, graph });
    writeFileSync(path, ModelProto.encode(model).finish());
  }
}

function typed(name, value) {
  if (typeof value === 'string') { return { name, type: STRING, s: Buffer.from(value) }; }
  return Array.isArray(value) ? { name, type: INTS, ints: value } : { name, type: INT, i: value };
}

function values(shapes) {
  return Object.entries(shapes).map(([name, shape]) => {
    const dim = shape.map(side => (typeof side === 'string' ? { dimParam: side } : { dimValue: side }));
    return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
  });
}
