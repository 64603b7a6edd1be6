using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>What signing somebody in takes, as one parameter.</summary>
internal sealed record SignInDesk(
    Db Db, UserManager<Person> People, CheckPassword Password, SignInAttempts Attempts, KnownDevices Devices,
    SecondFactors Factors, Admission Admission, AccountLetters Letters, AuditLog Audit);
