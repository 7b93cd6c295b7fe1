using FluentValidation;

namespace ChatTriage.Api.Operations;

/// <summary>Runs the validator of a request body before its handler, and answers 400 with the camelCase names of the fields.</summary>
internal sealed class ValidationFilter<T>(IValidator<T> validator) : IEndpointFilter where T : class
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.Arguments.OfType<T>().Single();
        var result = await validator.ValidateAsync(request, context.HttpContext.RequestAborted);
        if (result.IsValid) return await next(context);
        return TypedResults.ValidationProblem(result.Errors
            .GroupBy(failure => CamelCase(failure.PropertyName))
            .ToDictionary(field => field.Key, field => field.Select(failure => failure.ErrorMessage).Distinct().ToArray()));
    }

    private static string CamelCase(string name) => name.Length == 0 ? "body" : char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>Validation of request bodies.</summary>
internal static class Validation
{
    /// <summary>Validates the body of type <typeparamref name="T"/> and documents the 400 response.</summary>
    public static RouteHandlerBuilder Validate<T>(this RouteHandlerBuilder route) where T : class =>
        route.AddEndpointFilter<ValidationFilter<T>>().ProducesValidationProblem();
}
