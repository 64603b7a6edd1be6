using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// Whoever signed up opens the link that was sent to them. They say their password again: a link that somebody else
/// asked for makes nobody an account whose password that somebody knows, and a program that opens links makes none.
/// </summary>
internal static class VerifyAddress
{
    private const string Find = """
        SELECT name, email, password_hash FROM sign_up WHERE token_hash = @hash AND expires_at > @now
        """;

    private const string Use = "DELETE FROM sign_up WHERE token_hash = @hash AND expires_at > @now";

    internal static async Task<RazorComponentResult> Show(string token, AdmissionDesk desk, CancellationToken ct) =>
        await FindAsync(token, desk, ct) is { } found ? Page(new(token, found.Email)) : Closed(token);

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        string token, [FromForm] string? password, AdmissionDesk desk, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await FindAsync(token, desk, ct) is not { } found)
        {
            return Closed(token);
        }
        var person = await desk.NewPersonAsync(found.Name, found.Email, ct);
        person.PasswordHash = found.PasswordHash;
        if (desk.People.PasswordHasher.VerifyHashedPassword(person, found.PasswordHash, password ?? "")
            == PasswordVerificationResult.Failed)
        {
            return Page(
                new(token, found.Email, "This is not the password that was chosen when signing up. If you don't know "
                    + "it, sign up again."),
                StatusCodes.Status422UnprocessableEntity);
        }
        if (!await AddAsync(token, person, desk, ct))
        {
            return Closed(token);
        }
        await desk.Admission.AdmitAsync(http, person, by: "link");
        return new SeeOther("/");
    }

    /// <summary>False when the link was used meanwhile, or the address belongs to somebody since.</summary>
    private static async Task<bool> AddAsync(string token, Person person, AdmissionDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        var isNew = await work.ExecuteAsync(
            Use, new { hash = OneTimeToken.Hash(token), now = desk.Clock.GetUtcNow() }) == 1
            && await NewPerson.AddAsync(work, person) == person.Id;
        if (isNew)
        {
            await desk.Audit.WriteAsync(
                work, new("person.signed-up", new("person", person.Id)) { Person = person.Id });
            await work.CommitAsync();
        }
        return isNew;
    }

    private static async Task<Found?> FindAsync(string token, AdmissionDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        return await session.FindAsync<Found>(
            Find, new { hash = OneTimeToken.Hash(token), now = desk.Clock.GetUtcNow() });
    }

    private static RazorComponentResult Closed(string token) => Page(new(token), StatusCodes.Status410Gone);

    private static RazorComponentResult Page(VerifyAddressModel model, int status = 200) =>
        Render.View<VerifyAddressPage, VerifyAddressModel>(model, status);

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string PasswordHash { get; init; } = "";
    }
}

/// <param name="Email">Null when the link is worth nothing.</param>
public sealed record VerifyAddressModel(string Token, string? Email = null, string? Error = null);
