using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Backup;

/// <summary>
/// Brings a backup back into a site that is empty. The rows come last and all at once: until they are there, and
/// counted, the site is as empty as before.
/// </summary>
internal sealed class RestoreBackup(
    Db db, Migrations migrations, IObjectStore store, DataFolder data, ILogger<RestoreBackup> log)
{
    internal async Task RunAsync(string path, CancellationToken ct)
    {
        var folder = new BackupFolder(path);
        var manifest = await BackupManifest.ReadAsync(path, ct);
        await migrations.ApplyAsync(ct);
        await EnsureEmptyAsync(manifest, ct);
        await CopyObjectsAsync(folder, manifest.Objects, ct);
        folder.GiveBack(data, ct);
        await CopyRowsAsync(folder.In(manifest.Rows), manifest.Tables, ct);
        log.LogInformation("Restored from {Folder}, taken {TakenAt:u}: {Rows:N0} rows, {Objects:N0} objects",
            path, manifest.TakenAt, manifest.Tables.Values.Sum(table => table.Rows), manifest.Objects.Count);
    }

    private async Task EnsureEmptyAsync(BackupManifest manifest, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        if (!manifest.Migrations.SequenceEqual(await Tables.MigrationsAsync(session)))
        {
            throw new BackupException("The backup is of another version of TrapTagger: restore it with that version, "
                + "and update afterwards.");
        }
        var filled = await Tables.FindFilledAsync(session) is { } table
            ? $"table {table} of the database"
            : await FirstAsync(ct) is { } key ? $"object {key} in the store" : null;
        if (filled is not null)
        {
            throw new BackupException($"This site is not empty (there is {filled}), and nothing is overwritten: "
                + "restore to a new data folder, an empty database and an empty object store.");
        }
    }

    private async Task<string?> FirstAsync(CancellationToken ct)
    {
        await foreach (var found in store.ListAsync("", ct))
        {
            return found.Key;
        }
        return null;
    }

    private async Task CopyObjectsAsync(BackupFolder folder, ObjectContent expected, CancellationToken ct)
    {
        var progress = new Progress(log, "objects copied");
        await CopyObjects.RunAsync(
            folder.Objects, store, _ => false, copied => progress.Add(1, copied.Size), ct);
        progress.End();

        var (count, bytes) = (0L, 0L);
        await foreach (var found in store.ListAsync("", ct))
        {
            (count, bytes) = (count + 1, bytes + found.Size);
        }
        if ((count, bytes) != (expected.Count, expected.Bytes))
        {
            throw new BackupException($"The store holds {count:N0} objects of {bytes:N0} bytes now, and the backup "
                + $"counted {expected.Count:N0} of {expected.Bytes:N0}: the backup is damaged.");
        }
        foreach (var (key, sha256) in expected.Samples)
        {
            if (await CopyObjects.HashAsync(store, key, ct) != sha256)
            {
                throw new BackupException($"The object {key} is not what was backed up: the backup is damaged.");
            }
        }
    }

    private async Task CopyRowsAsync(
        string folder, IReadOnlyDictionary<string, TableContent> tables, CancellationToken ct)
    {
        var progress = new Progress(log, "rows copied");
        await using var work = await db.BeginAsync(ct);
        // Tables come by name, so rows may come before those that they refer to.
        await work.ExecuteAsync(work.Dialect.LoadInAnyOrder);
        foreach (var (table, expected) in tables)
        {
            var insert = work.Dialect.InsertMany(table, await Tables.ColumnsAsync(work, table));
            await foreach (var (rows, count) in TableFile.ReadAsync(TableFile.Of(folder, table), expected.Sha256))
            {
                await work.ExecuteAsync(insert, new { rows });
                progress.Add(count);
            }
            if (await Tables.CountAsync(work, table) is var found && found != expected.Rows)
            {
                throw new BackupException(
                    $"Table {table} holds {found:N0} rows now, and the backup counted {expected.Rows:N0}.");
            }
        }
        await work.CommitAsync();
        progress.End();
    }
}
