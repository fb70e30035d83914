# The reference for scripts/bench stats: the same question asked of spdep (Debian package r-cran-spdep).
#   Rscript scripts/goldens/hotspots.R [number of points]
# Prints the seconds of localG_perm and localmoran_perm with 999 permutations and the 8 nearest neighbours, on all cores.
suppressPackageStartupMessages({ library(spdep); library(parallel) })
n <- as.integer(c(commandArgs(trailingOnly = TRUE), "10000")[1])
set.seed(2013)
xy <- cbind(runif(n, 203000, 270500), runif(n, 511000, 582000))
value <- rnorm(n) + ifelse(xy[, 1] > 255000, 0.3, 0)
set.coresOption(detectCores())
set.mcOption(TRUE)
neighbours <- knn2nb(knearneigh(xy, k = 8))
binary <- nb2listw(include.self(neighbours), style = "B")
standardised <- nb2listw(neighbours, style = "W")
gi <- system.time(localG_perm(value, binary, nsim = 999))["elapsed"]
moran <- system.time(localmoran_perm(value, standardised, nsim = 999))["elapsed"]
cat(sprintf("spdep %s, %d points: localG_perm %.1f s, localmoran_perm %.1f s\n", packageVersion("spdep"), n, gi, moran))
