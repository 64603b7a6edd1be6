// TensorFlow operators in ONNX. TensorFlow lays pictures out as N,H,W,C; ONNX as N,C,H,W. Every picture-shaped tensor
// of the graph is translated to the latter, so the file needs no Transpose; constants beside them are scalars.

const attribute = (node, name) => node.attr[name];
const text = base64 => Buffer.from(base64, 'base64').toString();
const ints = (node, name) => attribute(node, name)?.list?.i?.map(Number) ?? [];

/** Operator name to (node, translation) => name of the ONNX output. */
export const operators = {
  _FusedConv2D: (node, t) => convolution(node, t, fullKernel),
  Conv2D: (node, t) => convolution(node, t, fullKernel),
  FusedDepthwiseConv2dNative: (node, t) => convolution(node, t, depthwiseKernel),
  DepthwiseConv2dNative: (node, t) => convolution(node, t, depthwiseKernel),
  Add: (node, t) => t.graph.add('Add', node.input.map(t.tensor)),
  Mul: (node, t) => t.graph.add('Mul', node.input.map(t.tensor)),
  Identity: (node, t) => t.tensor(node.input[0]),
  Relu: (node, t) => activate('Relu', t.tensor(node.input[0]), t),
  Relu6: (node, t) => activate('Relu6', t.tensor(node.input[0]), t),
  Sigmoid: (node, t) => t.graph.add('Sigmoid', [t.tensor(node.input[0])]),
  Mean: globalMean,
  ConcatV2: concatenation,
  ResizeBilinear: doubling,
};

function convolution(node, t, kernelOf) {
  const { shape, values } = t.weight(node.input[1]);
  const [height, width] = shape;
  const [, strideY, strideX] = ints(node, 'strides');
  const kernel = kernelOf(shape, values);
  const [operation, ...activations] = (attribute(node, 'fused_ops')?.list?.s ?? []).map(text);
  const inputs = [t.tensor(node.input[0]), t.graph.constant(kernel.values, kernel.dims)];
  if (operation === 'BiasAdd') {
    const bias = t.weight(node.input[2]);
    inputs.push(t.graph.constant(bias.values, bias.shape));
  }
  const output = t.graph.add('Conv', inputs, {
    kernel_shape: [height, width], strides: [strideY, strideX], auto_pad: padding(node), group: kernel.groups,
  });
  return activations.reduce((tensor, name) => activate(name, tensor, t), output);
}

function padding(node) {
  const named = text(attribute(node, 'padding').s);
  switch (named) {
    case 'SAME': return 'SAME_UPPER';
    case 'VALID': return 'VALID';
    default: throw new Error(`${node.name}: padding ${named} is not known here.`);
  }
}

/** H,W,in,out to out,in,H,W. */
function fullKernel([height, width, ins, outs], values) {
  const turned = [];
  for (let o = 0; o < outs; o++) {
    for (let i = 0; i < ins; i++) {
      for (let p = 0; p < height * width; p++) { turned.push(values[(p * ins + i) * outs + o]); }
    }
  }
  return { values: turned, dims: [outs, ins, height, width], groups: 1 };
}

/** H,W,channel,1 to channel,1,H,W. */
function depthwiseKernel([height, width, channels], values) {
  const turned = [];
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < height * width; p++) { turned.push(values[p * channels + c]); }
  }
  return { values: turned, dims: [channels, 1, height, width], groups: channels };
}

function activate(name, tensor, t) {
  switch (name) {
    case 'Relu': return t.graph.add('Relu', [tensor]);
    case 'Relu6': return t.graph.add('Clip', [tensor, t.graph.constant([0], []), t.graph.constant([6], [])]);
    default: throw new Error(`Activation ${name} is not known here.`);
  }
}

function globalMean(node, t) {
  const axes = t.weight(node.input[1]).values.join();
  if (axes !== '1,2') { throw new Error(`${node.name}: a mean over axes ${axes} is not known here.`); }
  return t.graph.add('GlobalAveragePool', [t.tensor(node.input[0])]);
}

function concatenation(node, t) {
  const axis = t.weight(node.input.at(-1)).values[0];
  if (axis !== 3 && axis !== -1) { throw new Error(`${node.name}: only channels are concatenated here.`); }
  return t.graph.add('Concat', node.input.slice(0, -1).map(t.tensor), { axis: 1 });
}

/** The graph names the size it doubles to; as a factor the network stays free in its input's width and height. */
function doubling(node, t) {
  const scales = t.graph.constant([1, 1, 2, 2], [4]);
  return t.graph.add('Resize', [t.tensor(node.input[0]), '', scales],
    { mode: 'linear', coordinate_transformation_mode: 'asymmetric' });
}
