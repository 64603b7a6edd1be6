using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>A person connects an authenticator app with their account, or parts from it.</summary>
internal static class SetUpSecondFactor
{
    internal static Task<RazorComponentResult> Show(CurrentUser user, AccountDesk desk, HttpContext http) =>
        PageAsync(http, user, desk, desk.Factors.Begin());

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? pending, [FromForm] string? code, CurrentUser user, AccountDesk desk, HttpContext http)
    {
        if (desk.Factors.Pending(pending) is not { } secret)
        {
            return await PageAsync(
                http, user, desk, desk.Factors.Begin(), "This page was open for too long. Scan the new picture.");
        }
        if (desk.Factors.Prove(secret, code) is not { } step)
        {
            return await PageAsync(http, user, desk, pending!, "This is not the code that the app shows now. "
                + "If it keeps failing, see that the clock of your phone is right.");
        }

        var person = await desk.PersonAsync(user);
        await using var work = await desk.Db.BeginAsync(http.RequestAborted);
        var codes = await desk.Factors.TurnOnAsync(work, person.Id, secret, step);
        await desk.TellAsync(
            work, person, "second-factor.turned-on",
            "Signing in to your account now asks for a code of an authenticator app, too.");
        await work.CommitAsync();
        return Codes(codes);
    }

    internal static async Task<Results<SeeOther, RazorComponentResult>> SubmitCodes(
        CurrentUser user, AccountDesk desk, CancellationToken ct)
    {
        if (!await desk.Factors.IsOnAsync(user.Id, ct))
        {
            return new SeeOther("/account/security");
        }
        var person = await desk.PersonAsync(user);
        await using var work = await desk.Db.BeginAsync(ct);
        var codes = await RecoveryCodes.ReplaceAsync(work, person.Id);
        await desk.TellAsync(
            work, person, "recovery-codes.made",
            "New recovery codes were made for your account. The old ones work no more.");
        await work.CommitAsync();
        return Codes(codes);
    }

    internal static async Task<SeeOther> SubmitOff(CurrentUser user, AccountDesk desk, CancellationToken ct)
    {
        var person = await desk.PersonAsync(user);
        await using var work = await desk.Db.BeginAsync(ct);
        await SecondFactors.TurnOffAsync(work, person.Id);
        await desk.TellAsync(
            work, person, "second-factor.turned-off",
            "Signing in to your account no longer asks for a code of an authenticator app.");
        await work.CommitAsync();
        return new("/account/security?done=second-factor-off");
    }

    /// <summary>
    /// What the picture says to the app (the format of Google Authenticator, which all of them read).
    /// </summary>
    internal static string AddressOf(byte[] secret, string email, string site) =>
        $"otpauth://totp/{Uri.EscapeDataString($"{site}:{email}")}"
        + $"?secret={Base32.Of(secret)}&issuer={Uri.EscapeDataString(site)}";

    /// <summary>They can't be shown again: only their hashes are kept.</summary>
    private static RazorComponentResult Codes(IReadOnlyList<string> codes) =>
        Render.View<RecoveryCodesPage, RecoveryCodesModel>(new(codes));

    private static async Task<RazorComponentResult> PageAsync(
        HttpContext http, CurrentUser user, AccountDesk desk, string pending, string? error = null)
    {
        var secret = desk.Factors.Pending(pending)!;
        var email = (await desk.PersonAsync(user)).Email;
        var (path, side) = QrCode.Of(AddressOf(secret, email, "TrapTagger"));
        var model = new SetUpSecondFactorModel(pending, Base32.InGroups(Base32.Of(secret)), path, side, error)
        {
            IsAsked = await AskForSecondFactor.IsAskedAsync(http, user),
        };
        return Render.View<SetUpSecondFactorPage, SetUpSecondFactorModel>(model, error is null ? 200 : 422);
    }
}

public sealed record SetUpSecondFactorModel(string Pending, string Secret, string Path, int Side, string? Error)
{
    /// <summary>The site lets the person do nothing before.</summary>
    public bool IsAsked { get; init; }
}

public sealed record RecoveryCodesModel(IReadOnlyList<string> Codes);
