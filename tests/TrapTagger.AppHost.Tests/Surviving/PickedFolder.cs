using System.Security.Cryptography;
using TrapTagger.Testing.Scenes;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>A file of the folder that a person picks.</summary>
/// <param name="Path">From the picked folder on.</param>
/// <param name="Shows">
/// The path of the first file with the same picture: which of them becomes the frame is a race.
/// </param>
internal sealed record PickedFile(string Path, byte[] Bytes, string Shows)
{
    internal string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>
/// A survey of two sites with two cameras each: bursts by day and night, with animals and without, the same
/// photograph in two files and under two metadata, and files that are no photographs.
/// </summary>
internal static class PickedFolder
{
    internal const int Frames = 32;
    internal const int Duplicates = 4;
    internal const int Broken = 2;

    /// <summary>What a page's script says of the folder when the survey is made.</summary>
    internal const string Counted = """
        [{"path":"Card/North/A","files":10,"bytes":1},{"path":"Card/North/B","files":9,"bytes":1},
         {"path":"Card/South/A","files":9,"bytes":1},{"path":"Card/South/B","files":10,"bytes":1}]
        """;

    /// <param name="times">How often each camera is there, with pictures of its own.</param>
    internal static IReadOnlyList<PickedFile> Make(int times = 1)
    {
        var frames = Enumerable.Range(0, times).SelectMany(Cameras).ToList();
        var (first, last) = (frames[0], frames[^1]);
        return
        [
            .. frames,
            first with { Path = "Card/North/A/COPY.JPG" },
            last with { Path = "Card/South/B/COPY.JPG" },
            first with { Path = "Card/North/A/TAGGED.JPG", Bytes = Tagged(first.Bytes) },
            last with { Path = "Card/South/B/TAGGED.JPG", Bytes = Tagged(last.Bytes) },
            Alone("Card/North/B/CUT.JPG", frames[1].Bytes[..2000]),
            Alone("Card/South/A/NOTE.JPG", "Batteries low."u8.ToArray()),
        ];
    }

    private static IEnumerable<PickedFile> Cameras(int time)
    {
        string[] cameras = ["North/A", "North/B", "South/A", "South/B"];
        int[] bursts = [1, 3, 2, 2];
        foreach (var (number, camera) in cameras.Index())
        {
            var scene = new Scene(seed: 20 + number + (time * 100), night: number == 3, width: 640, height: 480);
            // The last camera's bursts are so close that they are one cluster.
            var pause = TimeSpan.FromSeconds(number == 3 ? 20 : 600);
            foreach (var (burst, length) in bursts.Index())
            {
                var at = new DateTime(2026, 5, 3, 17, 0, 0) + (burst * pause);
                var shots = scene.Burst(at, length, animal: burst % 2 == 1);
                foreach (var (shot, frame) in shots.Index())
                {
                    yield return Alone($"Card/{camera}{(time == 0 ? "" : time)}/B{burst}_{shot}.JPG", frame.Jpeg);
                }
            }
        }
    }

    private static PickedFile Alone(string path, byte[] bytes) => new(path, bytes, path);

    /// <summary>As a program for photographs leaves it: another file, the same picture.</summary>
    private static byte[] Tagged(byte[] jpeg)
    {
        ReadOnlySpan<byte> app13 = [0xFF, 0xED, 0x00, 0x06, .. "tag."u8];
        return [.. jpeg[..2], .. app13, .. jpeg[2..]];
    }
}
