using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Backup;

/// <summary>
/// Copies database, objects and keys to a folder while the site runs. Objects first, which takes long, then the rows
/// as they are at one moment, then the objects that came meanwhile: so every row finds its object, also where one was
/// removed after it had been copied. A later backup to the same folder copies only what is new.
/// </summary>
internal sealed class TakeBackup(
    Db db, IObjectStore store, DataFolder data, TimeProvider clock, ILogger<TakeBackup> log)
{
    /// <summary>Objects whose bytes are compared after a restore, at most; all of them, where they are few.</summary>
    private const int MostSamples = 1000;

    internal async Task RunAsync(string path, CancellationToken ct)
    {
        var folder = new BackupFolder(path);
        Make(folder);
        await CopyObjectsAsync(folder, "objects copied", ct);
        var (rows, migrations, tables) = await CopyRowsAsync(folder, ct);
        await CopyObjectsAsync(folder, "objects copied that came meanwhile", ct);
        folder.Keep(data, ct);
        var objects = await CountAsync(folder, ct);
        await new BackupManifest
        {
            TakenAt = clock.GetUtcNow(),
            Migrations = migrations,
            Tables = tables,
            Objects = objects,
            Rows = rows,
        }.WriteAsync(path, ct);
        RemoveOlderRows(folder, rows);
        log.LogInformation("Backup complete in {Folder}: {Rows:N0} rows, {Objects:N0} objects of {Bytes:N1} MB",
            path, tables.Values.Sum(table => table.Rows), objects.Count, objects.Bytes / 1e6);
    }

    private void Make(BackupFolder folder)
    {
        if ($"{folder.Path}/".StartsWith($"{data.Path}/", StringComparison.Ordinal))
        {
            throw new BackupException($"{folder.Path} lies in the data folder itself: choose another place for it.");
        }
        Make(folder.Path);
    }

    /// <summary>For the owner's eyes only: it holds keys, and what people wrote.</summary>
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task CopyObjectsAsync(BackupFolder folder, string what, CancellationToken ct)
    {
        var progress = new Progress(log, what);
        await CopyObjects.RunAsync(store, folder.Objects, folder.Has, copied =>
        {
            folder.Date(copied);
            progress.Add(1, copied.Size);
        }, ct);
        progress.End();
    }

    /// <summary>Beside the rows of the backup before, which stays whole until this one is.</summary>
    private async Task<(string Rows, IReadOnlyList<string> Migrations, Dictionary<string, TableContent> Tables)>
        CopyRowsAsync(BackupFolder folder, CancellationToken ct)
    {
        var name = "rows-" + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        Make(folder.In(name)); // The folder may have been there, open to everybody.
        var progress = new Progress(log, "rows copied");
        var tables = new Dictionary<string, TableContent>();
        await using var session = await db.OpenAsync(ct);
        foreach (var statement in session.Dialect.BeginSnapshot)
        {
            await session.ExecuteAsync(statement);
        }
        try
        {
            var migrations = await Tables.MigrationsAsync(session);
            foreach (var table in await Tables.ListAsync(session))
            {
                var columns = await Tables.ColumnsAsync(session, table);
                await using var rows = await session.ReadAsync(Tables.Select(table, columns));
                tables[table] = await TableFile.WriteAsync(
                    rows, TableFile.Of(folder.In(name), table), count => progress.Add(count), ct);
            }
            progress.End();
            return (name, migrations, tables);
        }
        finally
        {
            await session.ExecuteAsync("ROLLBACK;");
        }
    }

    private static async Task<ObjectContent> CountAsync(BackupFolder folder, CancellationToken ct)
    {
        var (count, bytes, samples) = (0L, 0L, new PriorityQueue<string, uint>());
        await foreach (var (key, size, _) in folder.Objects.ListAsync("", ct))
        {
            (count, bytes) = (count + 1, bytes + size);
            // Those with the largest marks stay, whatever order they are listed in.
            var mark = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            if (samples.Count < MostSamples)
            {
                samples.Enqueue(key, mark);
            }
            else
            {
                samples.EnqueueDequeue(key, mark);
            }
        }
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, _) in samples.UnorderedItems)
        {
            hashes[key] = (await CopyObjects.HashAsync(folder.Objects, key, ct))!;
        }
        return new(count, bytes, hashes);
    }

    private static void RemoveOlderRows(BackupFolder folder, string rows)
    {
        foreach (var older in Directory.EnumerateDirectories(folder.Path, "rows-*"))
        {
            if (Path.GetFileName(older) != rows)
            {
                Directory.Delete(older, recursive: true);
            }
        }
    }
}
