using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;

namespace TrapTagger.Platform.Data;

/// <summary>
/// Brings the schema up to date when a process starts. Two processes starting together take turns; every script is
/// applied once, in order, and one that fails names itself. What is there already stays usable: scripts only add, so
/// that the version before can go on beside them.
/// </summary>
public sealed class Migrations(
    DbDataSource source, Dialect dialect, IEnumerable<MigrationSource> modules, TimeProvider clock,
    ILogger<Migrations> log)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS migration (
            module varchar(40) NOT NULL,
            name varchar(100) NOT NULL,
            PRIMARY KEY (module, name))
        """;

    private const string Known = "SELECT concat(module, '/', name) FROM migration";

    private readonly TaskCompletionSource _applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the schema is what this version needs.</summary>
    public Task Applied => _applied.Task;

    /// <summary>Tries until it is done: the database may be started or repaired meanwhile.</summary>
    public async Task UntilAppliedAsync(CancellationToken ct)
    {
        for (var pause = TimeSpan.FromSeconds(1); !Applied.IsCompleted; pause = Longer(pause))
        {
            try
            {
                await ApplyAsync(ct);
            }
            catch (MigrationException e)
            {
                log.LogError("{Reason} Next try in {Seconds} s.", e.Message, pause.TotalSeconds);
                await Task.Delay(pause, clock, ct);
            }
        }
    }

    /// <exception cref="MigrationException">The schema is not up to date; the message says why.</exception>
    public async Task ApplyAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await dialect.PrepareAsync(connection, ct);
            var applied = await dialect.ExclusivelyAsync(connection, () => ApplyMissingAsync(connection, ct), ct);
            if (applied > 0)
            {
                log.LogInformation("Database brought up to date: {Count} migrations applied", applied);
            }
        }
        catch (DbException e)
        {
            throw new MigrationException($"The database can't be used: {e.Message}", e);
        }
        _applied.TrySetResult();
    }

    private async Task<int> ApplyMissingAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new(CreateHistory, cancellationToken: ct));
        var known = (await connection.QueryAsync<string>(new(Known, cancellationToken: ct))).ToHashSet();
        var missing = modules.SelectMany(m => m.Scripts).Where(s => !known.Contains($"{s.Module}/{s.Name}")).ToList();
        foreach (var script in missing)
        {
            try
            {
                await dialect.ApplyAsync(connection, script, ct);
            }
            catch (DbException e)
            {
                throw new MigrationException($"Migration {script.Module}/{script.Name} failed: {e.Message}", e);
            }
        }
        return missing.Count;
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}

/// <summary>The schema is not what this version needs; the message is a sentence for the operator.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
