using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// The folder store's side of a signed URL: what S3 does for itself. The signature is the only permission.
/// </summary>
internal static class ObjectEndpoints
{
    /// <summary>Whatever somebody uploaded: it loads nothing, runs nothing and stands in no page.</summary>
    private const string Policy =
        "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    internal static void Map(IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<FolderStore>() is null)
        {
            return; // S3 serves its own.
        }
        app.MapGet($"{FolderStore.Route}/{{**key}}", Get).Needing(Need.Nobody).WithMetadata(new AsksNobody());
        app.MapPut($"{FolderStore.Route}/{{**key}}", Put).Needing(Need.Nobody)
            .WithMetadata(new AsksNobody(), new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
    }

    private static Results<PhysicalFileHttpResult, StatusCodeHttpResult, NotFound> Get(
        string key, long e, string? s, FolderStore store, ObjectSigner signer, HttpResponse response)
    {
        if (!signer.Allows(new("GET", key, e), s))
        {
            return Refuse();
        }
        var path = store.PathOf(key);
        if (!File.Exists(path))
        {
            return store.IsAway ? TypedResults.StatusCode(503) : TypedResults.NotFound();
        }

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = ShownTypes.CacheControl;
        return ShownTypes.Of(key) is { } type
            ? TypedResults.PhysicalFile(path, type, enableRangeProcessing: true)
            : TypedResults.PhysicalFile(
                path, "application/octet-stream", Path.GetFileName(path), enableRangeProcessing: true);
    }

    private static async Task<Results<Ok, StatusCodeHttpResult, ProblemHttpResult>> Put(
        string key, long e, long n, string h, string? s,
        FolderStore store, ObjectSigner signer, HttpRequest request, CancellationToken ct)
    {
        if (!signer.Allows(new("PUT", key, e, n, h), s))
        {
            return Refuse();
        }
        try
        {
            await using var arriving = store.Receive();
            if (await ReceiveAsync(request.Body, arriving.File, n, ct) != h)
            {
                return TypedResults.Problem("What arrived is not what was announced: send it again.", statusCode: 422);
            }
            await arriving.KeepAsync(store.PathOf(key), ct);
            return TypedResults.Ok();
        }
        catch (IOException io) when (
            !request.HttpContext.RequestAborted.IsCancellationRequested && FullDisk.IsMeantBy(io))
        {
            return TypedResults.Problem("The server's disk is full: ask its operator to make room.", statusCode: 507);
        }
        catch (Exception io) when (
            !request.HttpContext.RequestAborted.IsCancellationRequested
            && store.Trouble(io, store.PathOf(key)) is not null)
        {
            return TypedResults.Problem("The server's photographs can't be reached: its operator sees why.",
                statusCode: 503);
        }
    }

    /// <summary>The SHA-256 of what arrived, or "" when it is not exactly <paramref name="size"/> bytes.</summary>
    private static async Task<string> ReceiveAsync(Stream body, Stream file, long size, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            var left = size;
            while (await body.ReadAsync(buffer, ct) is > 0 and var read)
            {
                if ((left -= read) < 0)
                {
                    return "";
                }
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            return left == 0 ? Convert.ToHexStringLower(hash.GetHashAndReset()) : "";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static StatusCodeHttpResult Refuse() => TypedResults.StatusCode(StatusCodes.Status403Forbidden);
}
