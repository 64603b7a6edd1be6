using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using TrapTagger.Platform;
using TrapTagger.Platform.Imaging;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>What became of a file: set aside with its reason, or a picture with what it says of itself.</summary>
internal sealed record FileOutcome(ArrivedFile File, string? Reason, ReadPicture? Picture);

/// <summary>A picture that was read and whose renditions are stored.</summary>
internal sealed record ReadPicture(int Width, int Height, string ContentHash, PhotoMetadata Metadata);

/// <summary>
/// Reads one file: checks it, makes its renditions and takes its metadata. Bad files are outcomes, not errors.
/// </summary>
internal sealed class ReadFile(IObjectStore objects, TimeProvider clock, ILogger<ReadFile> log)
{
    /// <summary>Begun this often and never ended: the worker died of it every time.</summary>
    private const int MostTries = 5;

    /// <summary>As often as a job is begun before it waits for a person: the last time it ends without it.</summary>
    private const int MostFailures = 3;

    /// <summary>As large as any rendition, so that a disk that is full for those is full for this.</summary>
    private const int CheckBytes = 1 << 20;

    /// <summary>Null where it failed in a way that nobody foresaw, and is to be tried again.</summary>
    internal async Task<FileOutcome?> ReadAsync(ArrivedFile file, CancellationToken ct)
    {
        try
        {
            return await TryAsync(file, ct);
        }
        catch (Exception e) when (
            e is not (OutOfMemoryException or UnavailableException) && !ct.IsCancellationRequested)
        {
            await CheckStoreAsync(file, ct);
            log.LogError(e, "File {File} could not be read", file.Id);
            return file.Tries + 1 < MostFailures
                ? null
                : new(file, "It could not be read: something unforeseen went wrong each time, and the worker's log "
                    + "says what. Upload it again to have it tried again.", null);
        }
    }

    /// <summary>Fails where the store would fail every file: no photograph is to blame for that.</summary>
    private async Task CheckStoreAsync(ArrivedFile file, CancellationToken ct)
    {
        var key = $"{file.Renditions}.check-{file.Id}";
        await objects.WriteAsync(key, new byte[CheckBytes], ct);
        await objects.ReadAsync(key, ct);
        await objects.DeleteAsync(key, ct);
    }

    private async Task<FileOutcome> TryAsync(ArrivedFile file, CancellationToken ct)
    {
        if (file.Tries >= MostTries)
        {
            return new(file, "Reading the file stopped the worker again and again, so it was set aside.", null);
        }
        if (await objects.ReadAsync(file.OriginalKey, ct) is not { } bytes)
        {
            return new(file, "The file is gone from the store: upload it again.", null);
        }
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256)
        {
            return new(file, "The file changed while it was uploaded: upload it again.", null);
        }
        if ((file.Placement.WhyNot ?? FileCheck.Reject(bytes)) is { } reason)
        {
            return new(file, reason, null);
        }
        try
        {
            var renditions = Renditions.Make(bytes);
            await objects.WriteAsync(file.ScreenKey, renditions.Screen, ct);
            await objects.WriteAsync(file.ThumbnailKey, renditions.Thumbnail, ct);
            return new(file, null, new(
                renditions.Width, renditions.Height, JpegContent.Hash(bytes), PhotoMetadata.Read(bytes, clock)));
        }
        catch (UnreadablePictureException e)
        {
            return new(file, e.Message, null);
        }
    }
}
