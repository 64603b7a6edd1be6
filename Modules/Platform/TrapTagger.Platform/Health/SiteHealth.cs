using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Coordination;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Workers;

namespace TrapTagger.Platform.Health;

/// <summary>A part of the site, as its check last found it.</summary>
public sealed record HealthOf(string Part, HealthStatus Status, string Sentence);

/// <summary>
/// How the parts of the site are, looked at every other second: on the console when one changes, on the Admin page,
/// and in the banner of every page that a site administrator opens. Reading it waits for nothing.
/// </summary>
public sealed class SiteHealth : IHealthCheckPublisher
{
    /// <summary>What views of it follow.</summary>
    public const string Subject = "health";

    /// <summary>A check whose complaint marks the way to the Admin page, and is no news on every other page.</summary>
    public const string Quiet = "quiet";

    private readonly Signals _signals;
    private readonly Migrations _migrations;
    private readonly ILogger _log;
    private volatile State _state = new([], [], []);

    internal SiteHealth(Signals signals, Migrations migrations, ILogger<SiteHealth> log) =>
        (_signals, _migrations, _log) = (signals, migrations, log);

    public IReadOnlyList<HealthOf> Parts => _state.Parts;

    public IReadOnlyList<WorkerSeen> Workers => _state.Workers;

    public bool IsWell => _state.Parts.All(p => p.Status == HealthStatus.Healthy);

    /// <summary>Whether the part was well when it was last looked at; yes before anybody looked.</summary>
    public bool Answers(string part) =>
        _state.Parts.FirstOrDefault(p => p.Part == part) is null or { Status: HealthStatus.Healthy };

    /// <summary>What a site administrator should know wherever they are, a sentence each.</summary>
    public IReadOnlyList<string> News => _state.News;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        if (!_migrations.Applied.IsCompleted)
        {
            // The site says itself that it is being prepared; without tables every check would complain.
            return Task.CompletedTask;
        }
        var before = _state;
        var parts = report.Entries.Select(e => Of(e.Key, e.Value)).ToList();
        _state = new(
            parts,
            report.Entries.Values.Select(WorkersOf).FirstOrDefault(w => w is not null) ?? before.Workers,
            [.. report.Entries.Where(IsNews).Select(e => Of(e.Key, e.Value).Sentence)]);
        foreach (var part in parts)
        {
            Say(part, before.Parts.FirstOrDefault(p => p.Part == part.Part)?.Status ?? HealthStatus.Healthy);
        }
        _signals.Raise([Subject]);
        return Task.CompletedTask;
    }

    private void Say(HealthOf part, HealthStatus before)
    {
        if (part.Status == before)
        {
            return;
        }
        if (part.Status == HealthStatus.Healthy)
        {
            _log.LogInformation("Well again: {Sentence}", part.Sentence);
        }
        else
        {
            _log.LogWarning("{Sentence}", part.Sentence);
        }
    }

    private static IReadOnlyList<WorkerSeen>? WorkersOf(HealthReportEntry entry) =>
        entry.Data.GetValueOrDefault(WorkersHealth.Seen) as IReadOnlyList<WorkerSeen>;

    private static HealthOf Of(string part, HealthReportEntry entry) => new(part, entry.Status, entry switch
    {
        { Exception: OperationCanceledException or TimeoutException } => $"The check of the {part} took too long.",
        _ when IsForWantOfADatabase(entry) => "Not known while the database does not answer.",
        { Description: { Length: > 0 } description } => description,
        { Status: HealthStatus.Healthy } => $"The {part} answers.",
        _ => $"The {part} does not answer.",
    });

    /// <summary>A check that threw, and did not judge, carries the exception's own words.</summary>
    private static bool IsForWantOfADatabase(HealthReportEntry entry) =>
        entry is { Exception: DbException e, Description: var description } && e.Message == description;

    private static bool IsNews(KeyValuePair<string, HealthReportEntry> entry) =>
        entry.Value.Status != HealthStatus.Healthy && !entry.Value.Tags.Contains(Quiet)
        && !IsForWantOfADatabase(entry.Value);

    private sealed record State(
        IReadOnlyList<HealthOf> Parts, IReadOnlyList<WorkerSeen> Workers, IReadOnlyList<string> News);
}
