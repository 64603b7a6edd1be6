namespace TrapTagger.Classification.Inference;

/// <summary>A part of a frame that moves, and how many times more than the rest does: 0 is just as much.</summary>
internal readonly record struct Mover(Box Box, double Contrast);

/// <summary>
/// What moves between the frames of a burst. Wind and sunlight change a scene in many places, an animal in one or few:
/// a place moves to the degree that it changes more than the scene does outside the few places that change most.
/// </summary>
internal sealed class BurstMotion
{
    /// <summary>Long side in pixels of the planes that are compared.</summary>
    internal const int PlaneSide = 400;

    // The strongest change outside the movers is one cell's chance; one in 200 cells is the scene's. One in 100 and
    // one in 1000 found the same bursts.
    private const double SceneQuantile = 0.995;

    // Smaller frames have too few cells to tell a place from the rest.
    private const int FewestCells = 8;

    private readonly Box _content;
    private readonly ChangeMap[] _frames;
    private readonly ChangeMap _lasting;
    private readonly float _scene;
    private readonly float _lastingScene;

    private BurstMotion(IReadOnlyList<Plane> frames, Box content, CancellationToken ct)
    {
        _content = content;
        var scenes = frames.Select(frame => frame.Rows(content.Top, content.Bottom));
        var changes = Change.Between([.. scenes.Select(LocalContrast.Of)], ct);
        var smoothed = Array.ConvertAll(changes, change => change.Blurred(1));
        var median = Quantile(smoothed.SelectMany(change => change.Values), 0.5);
        _frames = [.. changes.Zip(smoothed, (change, smooth) => new ChangeMap(change, smooth, median))];
        _scene = Quantile(_frames.SelectMany(frame => frame.Rest), SceneQuantile);

        var mean = Mean(changes);
        _lasting = new ChangeMap(mean, mean.Blurred(1), median);
        _lastingScene = Quantile(_lasting.Rest, SceneQuantile);
    }

    /// <param name="frames">Grey, all of one size.</param>
    /// <param name="content">The frames without their information strips.</param>
    /// <returns>Null where there is nothing to compare.</returns>
    internal static BurstMotion? Between(IReadOnlyList<Plane> frames, Box content, CancellationToken ct) =>
        frames.Count > 1 && Math.Min(frames[0].Width, frames[0].Height) >= FewestCells * Change.CellSide
            ? new(frames, content, ct)
            : null;

    /// <summary>The places of a frame that move most: those that stand out in this frame, and those that do over the
    /// whole burst and have their part of it here, as a slow animal's.</summary>
    internal IEnumerable<Mover> In(int frame)
    {
        var here = _frames[frame];
        var lasting = _lasting.Movers.Where(mover => here.Strongest(mover) > _lasting.Strongest(mover) / 2);
        return here.Movers.Select(mover => At(mover, here, _scene))
            .Concat(lasting.Select(mover => At(mover, _lasting, _lastingScene)));
    }

    /// <summary>How many times more than the scene all of a box changes in a frame.</summary>
    internal double Contrast(int frame, Box box) =>
        (_frames[frame].Mean(_frames[frame].Under(box.Seen(_content))) / _scene) - 1;

    private Mover At(Cells mover, ChangeMap map, float scene) =>
        new(map.ToBox(mover).Within(_content), (map.Strongest(mover) / scene) - 1);

    private static Plane Mean(Plane[] planes)
    {
        var mean = new Plane(planes[0].Width, planes[0].Height);
        for (var i = 0; i < mean.Values.Length; i++)
        {
            mean.Values[i] = planes.Average(plane => plane.Values[i]);
        }

        return mean;
    }

    private static float Quantile(IEnumerable<float> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 1 : Math.Max(ChangeMap.Least, sorted[(int)((sorted.Length - 1) * share)]);
    }
}
