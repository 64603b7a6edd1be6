using Microsoft.ML.OnnxRuntime;
using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

/// <summary>A model in memory. One session serves all callers; each runs on its own thread.</summary>
internal sealed class Network : IDisposable
{
    private readonly InferenceSession _session;
    private readonly IDecoder _decoder;

    internal Network(ModelManifest manifest, byte[] onnx)
    {
        Manifest = manifest;
        _decoder = Decoders.Known[manifest.Decoder];
        using var options = Options();
        _session = new InferenceSession(onnx, options);
    }

    internal ModelManifest Manifest { get; }

    /// <exception cref="UnusableModelException">The folder holds no model that can be run.</exception>
    internal static Network Load(string folder)
    {
        var (manifest, onnx) = ModelFolder.Read(folder);
        try
        {
            return new(manifest, onnx);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new UnusableModelException($"The model in {folder} can't be run: {problem.Message}");
        }
    }

    /// <summary>What the network makes of a part of a picture; boxes are fractions of the whole picture.</summary>
    internal IReadOnlyList<Candidate> Look(Rgb picture, Box part, Size size, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var shown = Shown.Of(picture, part, size, Manifest.Input);
        using var image = OrtValue.CreateTensorValueFromMemory(shown.Values, shown.Shape);
        using var run = new RunOptions();
        using var stop = ct.Register(() => run.Terminate = true);
        try
        {
            using var results = _session.Run(run, [Manifest.Input.Name], [image], _session.OutputNames);
            var outputs = _session.OutputNames.Zip(results, Read).ToDictionary();
            return Candidate.Distinct(_decoder.Decode(outputs, Manifest).Select(shown.Place));
        }
        catch (OnnxRuntimeException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }

    public void Dispose() => _session.Dispose();

    private static KeyValuePair<string, Output> Read(string name, OrtValue value)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        return new(name, new(value.GetTensorDataAsSpan<float>().ToArray(), [.. shape.Select(side => (int)side)]));
    }

    /// <summary>Several callers with a thread each got more done than one caller with several, and threads that spin
    /// while they wait take the others' time.</summary>
    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
        {
            options.AppendExecutionProvider_CUDA();
        }

        return options;
    }
}
