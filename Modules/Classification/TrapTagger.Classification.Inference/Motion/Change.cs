namespace TrapTagger.Classification.Inference;

/// <summary>How much of each cell of a frame shows something the burst's other frames don't.</summary>
internal static class Change
{
    /// <summary>A cell's side in pixels, a hundredth of the frame: the smallest animal measured is three.</summary>
    internal const int CellSide = 4;

    // A third of a local standard deviation is a change; more is no more of one, or a glint would outweigh an animal.
    // A fifth and a half found the same bursts.
    private const float Full = 1f / 3;

    /// <param name="frames">Of <see cref="LocalContrast"/>, all of one size, at least two.</param>
    /// <returns>A plane of cells a frame, 0 (unchanged) to 1.</returns>
    internal static Plane[] Between(IReadOnlyList<Plane> frames, CancellationToken ct)
    {
        var envelopes = frames.Select(frame => new Envelope(frame)).ToArray();
        var shifts = frames.Select(frame => Shift.Between(frame, frames[0])).ToArray();
        return [.. frames.Select((frame, i) => Cells(frame, Others(i, envelopes, shifts), ct))];
    }

    private static (Envelope Envelope, Shift Shift)[] Others(int frame, Envelope[] envelopes, Shift[] shifts) =>
        [.. Enumerable.Range(0, envelopes.Length).Where(other => other != frame).Select(other =>
            (envelopes[other], new Shift(shifts[other].X - shifts[frame].X, shifts[other].Y - shifts[frame].Y)))];

    private static Plane Cells(Plane frame, (Envelope Envelope, Shift Shift)[] others, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var cells = new Plane(frame.Width / CellSide, frame.Height / CellSide);
        Span<float> changes = stackalloc float[others.Length];
        for (var y = 0; y < cells.Height * CellSide; y++)
        {
            for (var x = 0; x < cells.Width * CellSide; x++)
            {
                for (var i = 0; i < changes.Length; i++)
                {
                    var (envelope, shift) = others[i];
                    changes[i] = envelope.Outside(frame[x, y], x + shift.X, y + shift.Y);
                }

                cells[x / CellSide, y / CellSide] += Typical(changes) / Full / (CellSide * CellSide);
            }
        }

        return cells;
    }

    /// <summary>The lower median, so that where an animal was in another frame is no change in this one.</summary>
    private static float Typical(Span<float> changes)
    {
        changes.Sort();
        return Math.Min(Full, changes[(changes.Length - 1) / 2]);
    }
}
