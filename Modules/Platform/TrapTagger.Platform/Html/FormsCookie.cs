using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrapTagger.Platform.Html;

/// <summary>The cookie that each form's token is checked against; its name is asked for with every request.</summary>
internal sealed class FormsCookie(IHttpContextAccessor http) : CookieBuilder
{
    private const string Plain = "traptagger-forms";

    public override string? Name
    {
        get => http.HttpContext is { } now ? HostCookie.NameOf(now, Plain) : Plain;
        set { } // the framework's own name, made of where the program lies
    }
}

public static class FormsCookieServices
{
    /// <summary>The framework's check of forms; <see cref="AntiforgeryFilter"/> asks it.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddSingleton<IConfigureOptions<AntiforgeryOptions>, NameFormsCookie>();
        return services;
    }

    private sealed class NameFormsCookie(IHttpContextAccessor http) : IConfigureOptions<AntiforgeryOptions>
    {
        public void Configure(AntiforgeryOptions options) => options.Cookie = new FormsCookie(http)
        {
            SameSite = SameSiteMode.Strict,
            HttpOnly = true,
            IsEssential = true,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
        };
    }
}
