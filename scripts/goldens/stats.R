# Recomputes the golden files of nl.plint.stats with R: spdep, survival and dbscan (Debian: r-cran-spdep, r-cran-survival, r-cran-dbscan).
#   Rscript scripts/goldens/stats.R [folder with the shared test data]
# Writes src/test/resources/stats/*.csv. The tests compare with these files, so CI needs no R.
suppressPackageStartupMessages({ library(sf); library(spdep); library(survival); library(dbscan) })
shared <- c(commandArgs(trailingOnly = TRUE), "../shared/data")[1]
out <- "src/test/resources/stats"
save <- function(table, name) {
  numbers <- sapply(table, is.numeric)
  table[numbers] <- lapply(table[numbers], function(column) formatC(column, digits = 15, format = "g", width = 1))
  write.csv(table, file.path(out, name), row.names = FALSE, quote = FALSE)
}
lists <- function(name, nb) data.frame(
  name = name, row = seq_along(nb), neighbors = sapply(nb, function(row) paste(row[row > 0], collapse = " ")))

# Who is next to whom, from polygons.
columbus <- st_read(file.path(shared, "spatial-stats/columbus/columbus.shp"), quiet = TRUE)
municipalities <- st_read(file.path(shared, "boundaries/gemeenten_drenthe_and_neighbours_2022_rd.gpkg"), quiet = TRUE)
postcodes <- st_read(file.path(shared, "boundaries/pc4_drenthe_5km_2020_rd.gpkg"), quiet = TRUE)
queen <- poly2nb(columbus, queen = TRUE)
rook <- poly2nb(columbus, queen = FALSE)
save(rbind(
  lists("columbus-queen", queen), lists("columbus-rook", rook),
  lists("municipalities-queen", poly2nb(municipalities, queen = TRUE)),
  lists("municipalities-rook", poly2nb(municipalities, queen = FALSE)),
  lists("postcodes-queen", poly2nb(postcodes, queen = TRUE)),
  lists("postcodes-rook", poly2nb(postcodes, queen = FALSE))), "contiguity.csv")

# Weights by distance, between the points of columbus.
# Their coordinates are taken as kilometres.
xy <- 1000 * cbind(columbus$X, columbus$Y)
nearest4 <- knn2nb(knearneigh(xy, k = 4))
widest <- max(unlist(nbdists(knn2nb(knearneigh(xy, k = 1)), xy)))
band <- dnearneigh(xy, 0, widest)
inverse <- nb2listw(band, glist = lapply(nbdists(band, xy), function(d) 1 / d), style = "B")
schemes <- list(
  "queen-row" = nb2listw(queen, style = "W"), "queen-binary" = nb2listw(queen, style = "B"),
  "rook-row" = nb2listw(rook, style = "W"), "nearest4-row" = nb2listw(nearest4, style = "W"),
  "band-binary" = nb2listw(band, style = "B"), "inverse" = inverse)
global <- data.frame()
add <- function(weights, statistic, value) global <<- rbind(global,
  data.frame(weights = weights, statistic = statistic, value = as.numeric(value)))
high <- factor(ifelse(columbus$CRIME > median(columbus$CRIME), "B", "W"), levels = c("B", "W"))
for (name in names(schemes)) {
  listw <- schemes[[name]]
  for (random in c(TRUE, FALSE)) {
    suffix <- if (random) "randomisation" else "normality"
    moran <- moran.test(columbus$CRIME, listw, randomisation = random)
    geary <- geary.test(columbus$CRIME, listw, randomisation = random)
    add(name, "moran", moran$estimate[1]); add(name, "moran-expectation", moran$estimate[2])
    add(name, paste0("moran-variance-", suffix), moran$estimate[3])
    add(name, "geary", geary$estimate[1]); add(name, "geary-expectation", geary$estimate[2])
    add(name, paste0("geary-variance-", suffix), geary$estimate[3])
  }
  g <- suppressWarnings(globalG.test(columbus$CRIME, listw, B1correct = TRUE))
  add(name, "g", g$estimate[1]); add(name, "g-expectation", g$estimate[2]); add(name, "g-variance", g$estimate[3])
  joins <- joincount.multi(high, listw)
  for (kind in c("B:B", "W:W", "W:B")) {
    add(name, paste0("joins-", kind), joins[kind, "Joincount"])
    add(name, paste0("joins-", kind, "-expectation"), joins[kind, "Expected"])
    add(name, paste0("joins-", kind, "-variance"), joins[kind, "Variance"])
  }
}
add("distance", "smallest-band", widest)

# Local statistics under several weights, and rates of unequal base: CRIME is taken as events among HOVAL * 100 at risk.
events <- round(columbus$CRIME)
atRisk <- round(columbus$HOVAL * 10)
eb <- EBest(events, atRisk)
ebi <- suppressMessages(EBImoran.mc(events, atRisk, schemes[["queen-row"]], nsim = 9))
standardised <- (events / atRisk - attr(eb, "parameters")$b) / sqrt(attr(eb, "parameters")$a + attr(eb, "parameters")$b / atRisk)
add("queen-row", "eb-moran", ebi$statistic)
add("", "eb-mean", attr(eb, "parameters")$b); add("", "eb-variance", attr(eb, "parameters")$a)
save(global, "global.csv")
local <- data.frame(
  crime = columbus$CRIME, x = xy[, 1], y = xy[, 2], events = events, atRisk = atRisk,
  ebRate = eb$estmm, ebStandardised = standardised,
  geary = as.numeric(localC(columbus$CRIME, schemes[["queen-row"]])),
  giInverse = as.numeric(localG(columbus$CRIME, inverse)),
  moranInverse = localmoran(columbus$CRIME, inverse)[, "Ii"],
  moranInverseZ = localmoran(columbus$CRIME, inverse)[, "Z.Ii"])
save(local, "local.csv")

# Durations: the leukaemia example of Miller (1997), and a long one with ties, from the survival package.
curve <- function(name, spells) {
  fit <- survfit(spells ~ 1)
  median <- quantile(fit, 0.5)
  data.frame(name = name, time = fit$time, risk = fit$n.risk, ended = fit$n.event, survival = fit$surv,
    low = fit$lower, high = fit$upper, median = median$quantile, medianLow = median$lower, medianHigh = median$upper)
}
leukaemia <- subset(aml, x == "Maintained")
# Those with an even time are watched from half of it: delayed entry.
late <- ifelse(lung$time %% 2 == 0, lung$time / 2, 0)
save(suppressWarnings(rbind(
  curve("leukaemia", Surv(leukaemia$time, leukaemia$status)), curve("lung", Surv(lung$time, lung$status - 1)),
  curve("late", Surv(late, lung$time, lung$status - 1)))), "survival.csv")
save(rbind(
  data.frame(name = "leukaemia", entry = 0, time = leukaemia$time, ended = leukaemia$status),
  data.frame(name = "lung", entry = 0, time = lung$time, ended = lung$status - 1),
  data.frame(name = "late", entry = late, time = lung$time, ended = lung$status - 1)), "durations.csv")

# Trends: Kendall's S with its variance for ties, continuity corrected.
series <- list(rising = c(4.1, 4.3, 4.2, 5, 5.2, 6, 5.9, 7), ties = c(3, 3, 2, 5, 5, 5, 1, 4, 4, 6), flat = c(2, 1, 2, 1, 2, 1),
  nile = as.numeric(Nile))
trends <- data.frame()
for (name in names(series)) {
  test <- suppressWarnings(cor.test(seq_along(series[[name]]), series[[name]], method = "kendall", exact = FALSE, continuity = TRUE))
  trends <- rbind(trends, data.frame(name = name, z = test$statistic, p = test$p.value, values = paste(series[[name]], collapse = " ")))
}
save(trends, "trends.csv")

# Clusters: two dense groups, a thin one and noise.
set.seed(2013)
points <- round(rbind(cbind(rnorm(40, 0, 60), rnorm(40, 0, 60)), cbind(rnorm(30, 800, 40), rnorm(30, 300, 40)),
  cbind(rnorm(25, 300, 120), rnorm(25, 900, 120)), cbind(runif(30, -500, 1400), runif(30, -500, 1400))), 2)
scan <- dbscan(points, eps = 90, minPts = 5)
save(data.frame(x = points[, 1], y = points[, 2], dbscan = scan$cluster, core = as.integer(is.corepoint(points, 90, 5)),
  hdbscan5 = hdbscan(points, minPts = 5)$cluster, hdbscan10 = hdbscan(points, minPts = 10)$cluster), "clusters.csv")
data(moons, package = "dbscan")
save(data.frame(x = moons$X, y = moons$Y, hdbscan5 = hdbscan(moons, minPts = 5)$cluster), "moons.csv")
cat(sprintf("spdep %s, survival %s, dbscan %s\n", packageVersion("spdep"), packageVersion("survival"), packageVersion("dbscan")))
