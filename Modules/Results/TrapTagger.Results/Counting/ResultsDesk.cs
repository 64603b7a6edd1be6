using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>Finds and counts what pages and downloads show.</summary>
internal sealed class ResultsDesk(Db db, KeptCounts kept, TimeProvider clock)
{
    /// <summary>Null when the organisation has no such survey, or the survey no such set.</summary>
    internal async Task<ChosenSet?> FindAsync(ResultsChoice choice, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await ChosenSet.FindAsync(session, choice);
    }

    /// <summary>As <see cref="FindAsync"/> with its counts; null also while the survey has no set.</summary>
    internal async Task<SetResults?> CountAsync(ResultsChoice choice, CancellationToken ct) =>
        await FindAsync(choice, ct) is { Set: { } set } chosen
            ? await CountAsync(chosen, set, choice.OneLabel)
            : null;

    /// <summary>Null when no cluster carries the label.</summary>
    internal async Task<SetResults?> CountAsync(ChosenSet chosen, SetModel set, long? label)
    {
        var tally = await kept.GetAsync($"tally/{chosen.Organisation}/{set.Id}", async () =>
        {
            await using var session = await db.OpenAsync(CancellationToken.None);
            return new Tally(
                clock.GetUtcNow(),
                await SiteModel.CountAsync(session, chosen.Survey, set.Id, chosen.Organisation),
                await LabelCell.CountAsync(session, set.Id, chosen.Organisation));
        });
        var chosenLabel = tally.Labels.FirstOrDefault(l => l.Id == label);
        return label is not null && chosenLabel is null
            ? null
            : new(chosen.Head(set, chosenLabel), tally.SeenBy(chosen.Reader), clock.GetUtcNow() - tally.CountedAt);
    }

    /// <summary>The cameras of results that were counted before: who asks has been checked.</summary>
    internal async Task<CamerasModel> CountCamerasAsync(SetResults results, long organisation)
    {
        var head = results.Head;
        var cameras = await kept.GetAsync($"cameras/{organisation}/{head.Set.Id}/{head.Label?.Id}", async () =>
        {
            await using var session = await db.OpenAsync(CancellationToken.None);
            return await CameraModel.CountAsync(session, head.Survey, head.Set.Id, head.Label?.Id, organisation);
        });
        return new(head, cameras);
    }
}
