using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Classification.Tests.Inference;

/// <summary>A frame and the boxes that people drew on it.</summary>
internal sealed record TrueFrame(string Camera, string File, IReadOnlyList<Box> Boxes);

/// <param name="Category">"empty" where every frame is, else what the others show.</param>
internal sealed record TrueBurst(string Category, IReadOnlyList<TrueFrame> Frames);

/// <summary>What groundtruth/peru_s90.csv says: a line a frame (a frame with two animals has two), with the columns
/// camera, file, sequence, category, species, count, x, y, w, h, note.</summary>
internal static partial class GroundTruth
{
    internal static IEnumerable<TrueBurst> Bursts() =>
        Encoding.UTF8.GetString(Photographs.Read("groundtruth/peru_s90.csv"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => Separator().Split(line.TrimEnd()))
            .GroupBy(fields => fields[2])
            .Select(burst => new TrueBurst(
                burst.Select(fields => fields[3]).FirstOrDefault(category => category != "empty", "empty"),
                [.. burst.GroupBy(fields => (Camera: fields[0], File: fields[1])).Select(frame => new TrueFrame(
                    frame.Key.Camera, frame.Key.File, [.. frame.Where(fields => fields[6] != "").Select(BoxOf)]))]));

    private static Box BoxOf(string[] fields)
    {
        double Number(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);
        return new(Number(6), Number(7), Number(8), Number(9));
    }

    /// <summary>A comma outside of quotes.</summary>
    [GeneratedRegex("""
        ,(?=(?:[^"]*"[^"]*")*[^"]*$)
        """)]
    private static partial Regex Separator();
}
