# Recomputes the golden files of nl.plint.retail with R: choices drawn from Huff's model, and what glm makes of them.
#   Rscript scripts/goldens/retail.R
# Writes src/test/resources/retail/*.csv. The tests compare with these files, so CI needs no R.
# A conditional logit has the same top as a Poisson regression with an intercept for each point that chooses.
out <- "src/test/resources/retail"
set.seed(2013)
points <- 40
centers <- 9
attraction <- round(exp(rnorm(centers, 8, 1)))
minutes <- matrix(round(runif(points * centers, 2, 45), 2), points)
fits <- NULL
choices <- NULL
for (form in c("POWER", "EXPONENTIAL")) {
  utility <- if (form == "POWER") outer(rep(1, points), log(attraction)) - 1.8 * log(minutes)
             else outer(rep(1, points), 0.9 * log(attraction)) - 0.12 * minutes
  counts <- t(apply(exp(utility), 1, function(pull) rmultinom(1, 200, pull)))
  rows <- data.frame(form = form, point = rep(seq_len(points), centers) - 1, center = rep(seq_len(centers), each = points) - 1,
                     minutes = c(minutes), attraction = rep(attraction, each = points), count = c(counts))
  far <- if (form == "POWER") -log(rows$minutes) else -rows$minutes
  fit <- glm(count ~ 0 + factor(point) + log(attraction) + far, poisson, rows, control = glm.control(epsilon = 1e-14))
  table <- coef(summary(fit))
  logit <- sum(counts * log(prop.table(matrix(fitted(fit), points), 1)))
  fits <- rbind(fits, data.frame(form = form, alpha = table["log(attraction)", 1], decay = table["far", 1],
                                 alphaError = table["log(attraction)", 2], decayError = table["far", 2],
                                 logLikelihood = logit, nullLogLikelihood = sum(counts) * log(1 / centers)))
  choices <- rbind(choices, rows)
}
fits[-1] <- lapply(fits[-1], formatC, digits = 15, format = "g", width = 1)
write.csv(choices, file.path(out, "choices.csv"), row.names = FALSE, quote = FALSE)
write.csv(fits, file.path(out, "fits.csv"), row.names = FALSE, quote = FALSE)
