using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>
/// A browser has read a batch of files and asks what to do with each. Asked again after a crash of either side, it
/// learns what has come in the meantime.
/// </summary>
internal static partial class PlanUpload
{
    internal const int Most = 100;

    /// <summary>A file is sent within minutes of its plan; one that waits longer is planned again.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    internal static async Task<Results<Ok<Plan>, BadRequest<string>, NotFound>> Submit(
        long id, PlanRequest request, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        if (request.Files.Count > Most || request.Files.Any(f => !Sha256().IsMatch(f.Sha256 ?? "")))
        {
            return TypedResults.BadRequest($"Plan at most {Most} files at a time, each with its SHA-256.");
        }
        var survey = new SurveyKey(id, user.Organisation);
        var (target, known, room) = await LookAsync(survey, request, desk.Db, ct);
        if (target is null)
        {
            return TypedResults.NotFound();
        }

        var sizes = known.ToDictionary(f => f.Path, f => f.Size);
        var judged = request.Files.DistinctBy(f => f.Path)
            .Select(f => (File: f, Reason: target.Reject(f.Path, f.Size) ?? Reject(f, sizes, room)))
            .ToLookup(f => f.Reason is null);
        IReadOnlyList<OfferedFile> offers = [.. judged[true].Select(f => f.File)];
        var landed = await Arrivals.LandedAsync(Sent(known, offers), target, desk.Objects, ct);
        await AnswersAsync(known, offers, target, desk.Objects, ct);
        var decisions = await DecideAsync(survey, target, offers, landed, desk, ct);
        return TypedResults.Ok(new Plan([
            .. judged[false].Select(f => new PlannedFile(
                f.File.Path ?? "", 0, UploadRule.Refused, Reason: f.Reason)),
            .. await AnswerAsync(decisions, target, desk, ct),
        ]));
    }

    /// <summary>A file that was not announced, or is larger than it was, needs room as any other.</summary>
    private static string? Reject(OfferedFile file, Dictionary<string, long> sizes, UploadRoom room) =>
        room.Reject(!sizes.TryGetValue(file.Path!, out var before), file.Size - before);

    /// <summary>What may lie in the store without being counted: planned before, with this very content.</summary>
    private static IEnumerable<FileRow> Sent(IEnumerable<FileRow> known, IEnumerable<OfferedFile> offers) =>
        known.Where(f => f.State == FileState.Announced)
            .IntersectBy(offers.Select(o => (o.Path, o.Size, o.Sha256)), f => (f.Path, f.Size, f.Sha256));

    /// <summary>
    /// Waits for the store before others wait for this transaction, in which objects that are replaced are deleted: one
    /// deleted sooner might be what another window has just put in its place.
    /// </summary>
    private static Task AnswersAsync(
        IEnumerable<FileRow> known, IEnumerable<OfferedFile> offers, UploadTarget target, IObjectStore objects,
        CancellationToken ct)
    {
        var replaced = known.Join(offers, f => f.Path, o => o.Path, (f, o) => UploadRule.Decide(o, f, twin: null))
            .FirstOrDefault(decision => decision.Replaces);
        return replaced is null ? Task.CompletedTask : objects.SizeAsync(target.Key(replaced.After.Path), ct);
    }

    private static async Task<IReadOnlyList<UploadDecision>> DecideAsync(
        SurveyKey survey, UploadTarget target, IReadOnlyList<OfferedFile> offers, IReadOnlyList<FileRow> landed,
        SurveysDesk desk, CancellationToken ct)
    {
        var firstId = await desk.Ids.NextAsync("file", offers.Count, ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await survey.LockAsync(work);
        var known = (await PlanRows.KnownAsync(work, survey, offers)).ToDictionary(f => f.Path);
        var twins = await PlanRows.TwinsAsync(work, survey, offers);

        var decisions = offers.Select((offer, i) => UploadRule.Decide(
            offer,
            known.GetValueOrDefault(offer.Path!) ?? PlanRows.New(firstId + i, survey, offer),
            twins.GetValueOrDefault(offer.Sha256!))).ToList();
        // Before the commit: a stale object of the same size must never be taken for the new content.
        await desk.Objects.DeleteAsync(decisions.Where(d => d.Replaces).Select(d => target.Key(d.After.Path)), ct);
        await PlanRows.KeepAsync(work, survey, known, decisions);
        await Arrivals.TakeAsync(work, survey, landed, desk);
        await work.CommitAsync();

        var going = known.Values.ExceptBy(decisions.Select(d => d.After.UploadId), f => f.UploadId);
        await LargeFiles.AbortAsync(going, target, desk.Objects);
        return [.. decisions.Select(d => d.Verdict == UploadRule.Put && landed.Contains(d.After)
            ? d with { Verdict = UploadRule.There }
            : d)];
    }

    /// <summary>One after the other: what is sent in parts is rare, and asks the store and the database.</summary>
    private static async Task<IReadOnlyList<PlannedFile>> AnswerAsync(
        IReadOnlyList<UploadDecision> decisions, UploadTarget target, SurveysDesk desk, CancellationToken ct)
    {
        var answers = new List<PlannedFile>();
        foreach (var (verdict, file, reason, _) in decisions)
        {
            var key = target.Key(file.Path);
            var parts = verdict == UploadRule.Put
                ? await LargeFiles.PlanAsync(file, key, Lifetime, desk, ct)
                : null;
            var put = verdict == UploadRule.Put && parts is null
                ? desk.Objects.SignPut(key, file.Size, file.Sha256!, Lifetime)
                : null;
            answers.Add(new(file.Path, file.Id, verdict, put?.Url, reason, put?.Headers, parts));
        }
        return answers;
    }

    private static async Task<(UploadTarget? Target, IReadOnlyList<FileRow> Known, UploadRoom Room)> LookAsync(
        SurveyKey survey, PlanRequest request, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return (
            await UploadTarget.FindAsync(session, survey),
            await PlanRows.KnownAsync(session, survey, request.Files),
            await UploadRoom.FindAsync(session, survey.Organisation));
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Sha256();
}

/// <param name="Files">At most 100.</param>
internal sealed record PlanRequest(IReadOnlyList<OfferedFile>? Files)
{
    public IReadOnlyList<OfferedFile> Files { get; } = Files ?? [];
}

/// <param name="Path">From the picked folder on.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content, in 64 lower-case hexadecimal digits.</param>
internal readonly record struct OfferedFile(string? Path, long Size, string? Sha256);

internal sealed record Plan(IReadOnlyList<PlannedFile> Files);

/// <param name="Verdict">
/// put (to Url, or in Parts), there, duplicate (of the path in Reason) or refused (Reason says why).
/// </param>
/// <param name="Headers">To be sent with it.</param>
/// <param name="Parts">Of a large file those that the store does not have, each put to its own Url.</param>
internal sealed record PlannedFile(
    string Path, long Id, string Verdict, string? Url = null, string? Reason = null,
    IReadOnlyDictionary<string, string>? Headers = null, IReadOnlyList<SignedPart>? Parts = null);
