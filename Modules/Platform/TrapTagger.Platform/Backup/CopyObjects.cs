using System.Security.Cryptography;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Backup;

/// <summary>Brings every object of one store to another.</summary>
internal static class CopyObjects
{
    /// <summary>Read and written whole up to this; above, in pieces of it.</summary>
    private const int Piece = 8 << 20;

    private const int AtOnce = 8;

    /// <param name="has">Whether the other store has this one already.</param>
    /// <param name="kept">Called for each that was copied.</param>
    internal static Task RunAsync(
        IObjectStore from, IObjectStore to, Func<StoredObject, bool> has, Action<StoredObject> kept,
        CancellationToken ct) =>
        Parallel.ForEachAsync(
            from.ListAsync("", ct),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (found, stop) =>
            {
                if (!has(found) && await CopyAsync(from, to, found, stop))
                {
                    kept(found);
                }
            });

    /// <summary>The SHA-256 of an object's bytes; null where there is none.</summary>
    internal static async Task<string?> HashAsync(IObjectStore store, string key, CancellationToken ct)
    {
        if (await store.SizeAsync(key, ct) is not { } size)
        {
            return null;
        }
        await using var bytes = new ObjectStream(store, key, size, Piece);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct));
    }

    /// <returns>False for one that was removed since it was listed.</returns>
    private static async Task<bool> CopyAsync(
        IObjectStore from, IObjectStore to, StoredObject found, CancellationToken ct)
    {
        if (found.Size <= Piece)
        {
            var whole = await from.ReadAsync(found.Key, ct);
            await (whole is null ? Task.CompletedTask : to.WriteAsync(found.Key, whole, ct));
            return whole is not null;
        }
        try
        {
            await using var bytes = new ObjectStream(from, found.Key, found.Size, Piece);
            await to.WriteAsync(found.Key, bytes, ct);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
