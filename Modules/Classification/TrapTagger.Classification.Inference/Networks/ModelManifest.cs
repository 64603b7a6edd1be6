using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrapTagger.Classification.Inference;

/// <summary>A model's folder is not one that can be run; the message says why, for whoever put it there.</summary>
public sealed class UnusableModelException(string reason) : Exception(reason);

/// <summary>What <c>model.json</c> says of the <c>model.onnx</c> beside it.</summary>
/// <param name="Sha256">Of model.onnx, lower-case hexadecimal.</param>
/// <param name="Task">"detection" is the only one so far.</param>
/// <param name="Decoder">Which reading of the outputs fits: see <see cref="Decoders"/>.</param>
/// <param name="Closer">The size in which it sees a part of a frame closer; null where it takes one size only.</param>
/// <param name="Labels">The network's classes, in its order.</param>
/// <param name="Categories">The labels that count as each category; the others are dropped.</param>
internal sealed record ModelManifest(
    string Name, string Version, string Licence, string Source, string Sha256, string Task, string Decoder,
    NetworkInput Input, Size? Closer, IReadOnlyList<string> Labels,
    IReadOnlyDictionary<Category, IReadOnlyList<string>> Categories, Thresholds Thresholds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal static ModelManifest Parse(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ModelManifest>(json, Json)
                ?? throw new UnusableModelException("model.json is empty.");
            return manifest.Reject() is { } reason ? throw new UnusableModelException(reason) : manifest;
        }
        catch (JsonException problem)
        {
            throw new UnusableModelException($"model.json can't be read: {problem.Message}");
        }
    }

    internal ModelCard Card => new(Name, Version, Licence, Source, Sha256, Thresholds.Count);

    /// <summary>The places of a category's labels among the network's classes.</summary>
    internal int[] Classes(Category category) =>
        [.. Labels.Index().Where(label => Categories[category].Contains(label.Item)).Select(label => label.Index)];

    private string? Reject() => this switch
    {
        { Name: "" } or { Version: "" } or { Licence: "" } =>
            "model.json must name the model, its version and its licence.",
        { Task: not "detection" } => $"model.json says the task is \"{Task}\"; only \"detection\" is known.",
        { Input: { Width: < 1 } or { Height: < 1 } } => "model.json must give the input's width and height.",
        { Input: { Mean.Count: not 3 } or { Deviation.Count: not 3 } } =>
            "model.json must give the input's mean and deviation for three channels.",
        { Thresholds: { Keep: < 0 or > 1 } or { Count: < 0 or > 1 } } =>
            "model.json's thresholds must lie between 0 and 1.",
        _ when !Decoders.Known.ContainsKey(Decoder) =>
            $"model.json asks for the decoder \"{Decoder}\"; known are: {string.Join(", ", Decoders.Known.Keys)}.",
        _ when Unknown() is { } label =>
            $"model.json counts \"{label}\" as a category, but it is not among its labels.",
        _ => null,
    };

    private string? Unknown() =>
        Categories.Values.SelectMany(labels => labels).FirstOrDefault(label => !Labels.Contains(label));
}

/// <param name="Name">Of the graph's input.</param>
/// <param name="Channels">"rgb" or "bgr".</param>
/// <param name="Pad">The grey level beside a letterboxed frame, 0 to 255.</param>
/// <param name="Scale">A pixel's value v (0 to 255) becomes (v * scale - mean) / deviation.</param>
internal sealed record NetworkInput(
    string Name, int Width, int Height, Layout Layout, Channels Channels, Resize Resize, byte Pad,
    float Scale, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    internal Size Size => new(Width, Height);
}

/// <param name="Keep">Candidates below are forgotten.</param>
/// <param name="Count">The score from which a box counts.</param>
internal sealed record Thresholds(double Keep, double Count);

internal sealed record Size(int Width, int Height);

internal enum Layout
{
    Nchw,
    Nhwc,
}

internal enum Channels
{
    Rgb,
    Bgr,
}

internal enum Resize
{
    Stretch,
    Letterbox,
}
