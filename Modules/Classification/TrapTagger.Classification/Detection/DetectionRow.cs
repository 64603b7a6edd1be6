namespace TrapTagger.Classification;

/// <summary>A row of `detection`.</summary>
internal sealed record DetectionRow
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public long SurveyId { get; init; }
    public long RunId { get; init; }
    public long ModelId { get; init; }
    public long FrameId { get; init; }
    public int Category { get; init; }
    public double Score { get; init; }
    public double BoxLeft { get; init; }
    public double BoxTop { get; init; }
    public double BoxWidth { get; init; }
    public double BoxHeight { get; init; }

    internal static IReadOnlyList<DetectionRow> Of(
        DetectFrames chunk, IEnumerable<(long Frame, LookedAt Seen)> looked,
        IReadOnlyDictionary<ModelCard, long> models, long firstId) =>
        [.. looked
            .SelectMany(l => l.Seen.Detections, (frame, box) => (frame.Frame, Box: box))
            .Select((found, index) => new DetectionRow
            {
                Id = firstId + index,
                OrganisationId = chunk.Organisation,
                SurveyId = chunk.Survey,
                RunId = chunk.Run,
                ModelId = models[found.Box.Model],
                FrameId = found.Frame,
                Category = (int)found.Box.Category,
                Score = found.Box.Score,
                BoxLeft = found.Box.Box.Left,
                BoxTop = found.Box.Box.Top,
                BoxWidth = found.Box.Box.Width,
                BoxHeight = found.Box.Box.Height,
            })];
}
