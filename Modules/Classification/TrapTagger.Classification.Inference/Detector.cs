using TrapTagger.Platform.Imaging;

namespace TrapTagger.Classification.Inference;

/// <summary>Looks at bursts with a network and for motion, each helping the other.</summary>
internal sealed class Detector(Network network) : IDetector
{
    public IReadOnlyList<ModelCard> Models => [network.Manifest.Card, Evidence.BurstMotion];

    public Task<IReadOnlyList<LookedAt>> DetectAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> burst, CancellationToken ct) =>
        Task.Run<IReadOnlyList<LookedAt>>(() => Detect(burst, ct), ct);

    private LookedAt[] Detect(IReadOnlyList<ReadOnlyMemory<byte>> burst, CancellationToken ct)
    {
        var answers = new LookedAt[burst.Count];
        var frames = new List<(int Place, Frame Frame)>();
        for (var i = 0; i < burst.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                frames.Add((i, Frame.Read(burst[i])));
            }
            catch (UnreadablePictureException problem)
            {
                answers[i] = new([], problem.Message);
            }
        }

        // Frames of another size can't be compared: the camera was set anew between them.
        foreach (var alike in frames.GroupBy(frame => (frame.Frame.Grey.Width, frame.Frame.Grey.Height)))
        {
            var found = Find([.. alike.Select(frame => frame.Frame)], ct);
            foreach (var ((place, _), detections) in alike.Zip(found))
            {
                answers[place] = new(detections);
            }
        }

        return answers;
    }

    private IEnumerable<IReadOnlyList<Detection>> Find(IReadOnlyList<Frame> frames, CancellationToken ct)
    {
        // What is a strip in one frame only is part of the scene.
        var content = frames.Select(frame => InformationStrip.Outside(frame.Grey)).Aggregate((a, b) => a.Around(b));
        var motion = BurstMotion.Between([.. frames.Select(frame => frame.Grey)], content, ct);
        return frames.Select((frame, i) => new Search(network, frame, content)
            .Find(motion?.In(i) ?? [], box => motion?.Contrast(i, box) ?? 0, ct));
    }
}
