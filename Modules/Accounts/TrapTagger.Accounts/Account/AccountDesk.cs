using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>What the pages of a person's own account take, as one parameter.</summary>
internal sealed record AccountDesk(
    Db Db, Ids Ids, UserManager<Person> People, CheckPassword Password, SignInAttempts Attempts, KnownDevices Devices,
    SecondFactors Factors, AccountLetters Letters, AuditLog Audit, TimeProvider Clock)
{
    /// <summary>What changed about how a person signs in: for the log, and as a letter to the person.</summary>
    internal async Task TellAsync(DbSession work, Person person, string verb, string words, object? details = null)
    {
        await Audit.WriteAsync(work, new(verb, new("person", person.Id)) { Details = details });
        await Letters.CredentialsChangedAsync(work, person, words);
    }

    /// <summary>The person whose account it is; gone people have no session.</summary>
    internal async Task<Person> PersonAsync(CurrentUser user) => await People.FindByIdAsync($"{user.Id}")
        ?? throw new InvalidOperationException($"Person {user.Id} is signed in and not there.");

    /// <summary>
    /// Why these don't show that it is the person, in words for the form; null when they do: the password, and a code
    /// where signing in asks for one. Tries are counted.
    /// </summary>
    internal async Task<string?> RejectAsync(HttpContext http, Person person, Proof given)
    {
        var asksForCode = await Factors.IsOnAsync(person.Id, http.RequestAborted);
        return asksForCode && string.IsNullOrWhiteSpace(given.Code)
            ? "Give your password and the code that your app shows."
            : await RejectAsync(http, person, given.Password, asksForCode ? given.Code : null);
    }

    /// <summary>
    /// Why a password is not the person's, in words for the form; null when it is. Tries are counted.
    /// </summary>
    /// <param name="code">Must be right as well; null where the password is enough.</param>
    internal async Task<string?> RejectAsync(HttpContext http, Person person, string? password, string? code = null)
    {
        if (string.IsNullOrEmpty(password))
        {
            return "Give your password.";
        }
        var device = await Devices.FindAsync(http, person.Id);
        var subject = device is null ? AttemptSubject.Of(person.Email) : AttemptSubject.Of(device, person.Id);
        var attempt = await Attempts.BeginAsync(subject, http.RequestAborted);
        if (!attempt.MayTry)
        {
            return attempt.Refusal;
        }
        if (!await Password.IsRightAsync(person, password))
        {
            return attempt.Wait > TimeSpan.Zero ? attempt.Refusal : "This is not your password.";
        }
        if (code is not null && !await Factors.TakeAsync(person.Id, code, http.RequestAborted))
        {
            return attempt.Wait > TimeSpan.Zero ? attempt.Refusal : GiveSecondFactor.Wrong;
        }
        await Attempts.ForgetAsync(subject, http.RequestAborted);
        return null;
    }
}

/// <summary>What a person gives to show who they are.</summary>
/// <param name="Code">Of their app, or a recovery code; asked for where signing in asks for it.</param>
internal sealed record Proof(string? Password, string? Code);
